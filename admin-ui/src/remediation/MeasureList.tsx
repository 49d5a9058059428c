import { Button, MenuItem, TextField, Typography } from "@mui/material";
import {
  SelectInput,
  TextInput,
  useCreatePath,
  useListContext,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import {
  remediationGroups,
  remediationKinds,
  remediationStates,
  type RemediationMeasure,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { Section } from "../app/Section.js";
import { MeasureTable } from "./MeasureTable.js";
import { PublicMeasures } from "./PublicMeasures.js";

/** Measures against recurrence, done and planned apart as a public report splits them. */
export function MeasureList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const mayWrite = useMay("remediation.write");
  const [isPublic, setIsPublic] = useState(false);
  const groups = useChoices(remediationGroups, "remediation.group");
  const kinds = useChoices(remediationKinds, "remediation.kind");
  const states = useChoices(remediationStates, "remediation.state");
  const create = createPath({ resource: "remediation", type: "create" });
  const add = mayWrite && (
    <Button component={Link} to={create} variant="contained">
      {translate("remediation.add")}
    </Button>
  );
  return (
    <ListPage
      title="remediation.title"
      sort={{ field: "place", order: "ASC" }}
      perPage={200}
      hasColumns={false}
      filters={[
        <TextInput key="q" source="q" alwaysOn resettable />,
        <SelectInput key="group" source="group" choices={groups} alwaysOn />,
        <SelectInput key="kind" source="kind" choices={kinds} />,
        <SelectInput key="state" source="state" choices={states} />,
      ]}
      onNew={mayWrite ? () => void navigate(create) : undefined}
      actions={
        <>
          <Button
            variant="outlined"
            aria-pressed={isPublic}
            onClick={() => setIsPublic(!isPublic)}
          >
            {translate(
              isPublic ? "remediation.public.off" : "remediation.public.on",
            )}
          </Button>
          {add}
        </>
      }
      empty={
        <Empty
          title="remediation.empty.title"
          text="remediation.empty.text"
          example="remediation.empty.example"
        >
          {add}
        </Empty>
      }
    >
      {isPublic ? <PublicMeasures /> : <Groups />}
    </ListPage>
  );
}

const orders = ["place", "due", "createdAt"] as const;

function Groups() {
  const translate = useTranslate();
  const { data, sort, setSort } = useListContext<RemediationMeasure>();
  if (!data) return null;
  return (
    <>
      <TextField
        select
        fullWidth={false}
        label={translate("remediation.order")}
        value={sort.field}
        sx={{ width: 200, mb: 1 }}
        className="keii-screen-only"
        onChange={(event) =>
          setSort({ field: event.target.value, order: "ASC" })
        }
      >
        {orders.map((order) => (
          <MenuItem key={order} value={order}>
            {translate(`remediation.order.${order}`)}
          </MenuItem>
        ))}
      </TextField>
      {remediationGroups.map((group) => {
        const measures = data.filter((measure) => measure.group === group);
        if (group === "none" && measures.length === 0) return null;
        const title = translate(`remediation.group.${group}`);
        return (
          <Section key={group} title={`${title} (${measures.length})`}>
            {measures.length === 0 ? (
              <Typography variant="body2" color="textSecondary">
                {translate(`remediation.group.${group}.none`)}
              </Typography>
            ) : (
              <MeasureTable measures={measures} label={title} />
            )}
          </Section>
        );
      })}
    </>
  );
}
