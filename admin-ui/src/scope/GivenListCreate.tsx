import { Button } from "@mui/material";
import {
  SelectInput,
  TextInput,
  useCreatePath,
  useTranslate,
} from "react-admin";
import { useWatch } from "react-hook-form";
import { Link } from "react-router";
import {
  givenListKinds,
  inLanguage,
  NewGivenList,
  type GivenList,
  type GivenListKind,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { useLanguage } from "../app/i18n.js";
import { DayInput } from "../app/MomentInput.js";
import { PartyInput } from "../app/PartyInput.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { useNow } from "../app/use-now.js";
import { useMemberBases } from "../exposures/records.js";
import { GivenIdsInput } from "./GivenIdsInput.js";

/** A list of ids that somebody gave: what stands on it can limit an exposure. */
export function GivenListCreate() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { today } = useNow();
  const kinds = useChoices(givenListKinds, "givenLists.kind");
  return (
    <RecordCreate<GivenList>
      contract={NewGivenList}
      title="givenLists.add"
      redirect="list"
      actions={
        <Button
          component={Link}
          to={createPath({ resource: "given-lists", type: "list" })}
          color="inherit"
        >
          {translate("ra.action.cancel")}
        </Button>
      }
      defaultValues={{
        name: "",
        kind: "customers",
        memberBaseId: null,
        giverId: null,
        receivedOn: today,
        fileName: "",
        ids: [],
      }}
    >
      <TextInput source="name" autoFocus />
      <SelectInput source="kind" choices={kinds} />
      <BaseInput />
      <PartyInput
        source="giverId"
        label="resources.given-lists.fields.giverId"
        roles={["forensic_firm", "payment_service_provider", "acquirer"]}
      />
      <DayInput
        source="receivedOn"
        label="resources.given-lists.fields.receivedOn"
      />
      <GivenIdsInput />
    </RecordCreate>
  );
}

/** Ids of customers are of one base: two may use the same id for two people. */
function BaseInput() {
  const language = useLanguage();
  const bases = useMemberBases() ?? [];
  const kind = useWatch<Record<string, GivenListKind | undefined>>({
    name: "kind",
  });
  if (kind !== "customers" || bases.length < 2) return null;
  return (
    <SelectInput
      source="memberBaseId"
      choices={bases.map(({ id, code, name }) => ({
        id,
        name: [inLanguage(name, language), code].join(" "),
      }))}
    />
  );
}
