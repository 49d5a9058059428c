import {
  AutocompleteInput,
  DateInput,
  ReferenceInput,
  SelectInput,
  useGetList,
} from "react-admin";
import { auditActs, auditKinds, type Member } from "@keii/shared";

const kinds = Object.keys(auditKinds);
const globalKinds = ["users", "organisation", "audit", "installation"];
const kindsOfIncident = kinds.filter((kind) => !globalKinds.includes(kind));

const choices = (prefix: string, words: readonly string[]) =>
  words.map((id) => ({ id, name: `${prefix}.${id}` }));

/** The same words in the log and in its part about one incident. */
const labelOf = (field: string) => `resources.audit.fields.${field}`;

const period = [
  <DateInput key="from" source="from" label={labelOf("from")} alwaysOn />,
  <DateInput key="to" source="to" label={labelOf("to")} alwaysOn />,
];

function kindInput(words: readonly string[]) {
  return (
    <SelectInput
      key="resource"
      source="resource"
      label={labelOf("resource")}
      choices={choices("audit.resource", words)}
      alwaysOn
    />
  );
}

const actInput = (
  <SelectInput
    key="act"
    source="act"
    label={labelOf("act")}
    choices={choices("audit.act", auditActs)}
  />
);

/** Over everything: people are looked for among the users. */
export const auditFilters = [
  <ReferenceInput
    key="actor"
    source="actor"
    reference="users"
    sort={{ field: "name", order: "ASC" }}
    alwaysOn
  >
    <AutocompleteInput
      label={labelOf("actor")}
      optionText="name"
      filterToQuery={(q: string) => ({ q })}
    />
  </ReferenceInput>,
  kindInput(kinds),
  ...period,
  actInput,
];

/** Over one incident: people are looked for among its members. */
export const activityFilters = [
  <MemberInput key="actor" source="actor" alwaysOn />,
  kindInput(kindsOfIncident),
  ...period,
  actInput,
];

function MemberInput({ source }: { source: string; alwaysOn?: boolean }) {
  const { data = [] } = useGetList<Member>("members", {
    pagination: { page: 1, perPage: 200 },
    sort: { field: "name", order: "ASC" },
  });
  return (
    <SelectInput
      source={source}
      label={labelOf("actor")}
      choices={data.map(({ userId, name }) => ({ id: userId, name }))}
      translateChoice={false}
    />
  );
}
