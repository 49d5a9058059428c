import { Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import {
  BooleanInput,
  SelectInput,
  TextInput,
  useTranslate,
} from "react-admin";
import { useWatch } from "react-hook-form";
import type { Evidence, ForensicFinding, RemediationKind } from "@keii/shared";
import { BothLanguagesInput } from "../app/BothLanguagesInput.js";
import { asText } from "../app/choices.js";
import { useMay } from "../app/Incident.js";
import { MemberInput } from "../app/MemberInput.js";
import { DayInput } from "../app/MomentInput.js";
import { useKeiiDataProvider } from "../app/saving.js";

export const label = (field: string) => `resources.remediation.fields.${field}`;

/** What a measure is, for a new one and for a change. */
export function MeasureInputs({ kind }: { kind: RemediationKind }) {
  const isTemporary = kind === "temporary";
  return (
    <>
      <TextInput
        source="detail"
        label={label("detail")}
        parse={asText}
        multiline
        minRows={2}
      />
      <MemberInput
        source="ownerId"
        label={label("owner")}
        emptyText="remediation.nobody"
      />
      <DayInput
        source="dueOn"
        label={label(isTemporary ? "expectedEnd" : "due")}
      />
      {isTemporary && (
        <TextInput
          source="endCondition"
          label={label("endCondition")}
          parse={asText}
          multiline
        />
      )}
      <SelectInput
        source="findingId"
        label={label("finding")}
        choices={useFindings()}
        emptyText="remediation.noFinding"
        parse={(value: string) => (value === "" ? null : value)}
      />
      <BothLanguagesInput source="publicWording" />
      <BooleanInput source="isPromise" label={label("isPromise")} />
      <BooleanInput source="deletesData" label={label("deletesData")} />
      <PreservedInputs />
    </>
  );
}

/** Asked of a deletion: where the image is that was preserved before. */
export function PreservedInputs() {
  const translate = useTranslate();
  const deletesData = useWatch<Record<string, boolean | undefined>>({
    name: "deletesData",
  });
  const files = useFiles(deletesData === true);
  if (!deletesData) return null;
  return (
    <>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {translate("remediation.preserved.explain")}
      </Typography>
      <SelectInput
        source="preservedEvidenceId"
        label={label("preservedEvidenceId")}
        choices={files}
        emptyText="remediation.preserved.noFile"
        parse={(value: string) => (value === "" ? null : value)}
      />
      <TextInput
        source="preservedBy"
        label={label("preservedBy")}
        parse={asText}
      />
      <TextInput
        source="preservedPlace"
        label={label("preservedPlace")}
        parse={asText}
      />
      <DayInput source="preservedOn" label={label("preservedOn")} />
    </>
  );
}

/** The findings of the forensic reports that a measure may come from. */
function useFindings(): { id: string; name: string }[] {
  const dataProvider = useKeiiDataProvider();
  const mayRead = useMay("forensics.read");
  const { data = [] } = useQuery({
    queryKey: ["forensic_findings", "choosable"],
    enabled: mayRead,
    queryFn: async () => {
      const { data } = await dataProvider.getList<ForensicFinding>(
        "forensic_findings",
        {
          pagination: { page: 1, perPage: 200 },
          sort: { field: "createdAt", order: "ASC" },
          filter: {},
        },
      );
      return data
        .filter(({ state }) => state !== "withdrawn")
        .map(({ id, no, title }) => ({ id, name: `${no}. ${title}` }));
    },
  });
  return data;
}

/** The files of the case that may be read, newest first. */
function useFiles(isWanted: boolean): { id: string; name: string }[] {
  const dataProvider = useKeiiDataProvider();
  const mayRead = useMay("evidence.read");
  const { data = [] } = useQuery({
    queryKey: ["evidence", "choosable"],
    enabled: isWanted && mayRead,
    queryFn: async () => {
      const { data } = await dataProvider.getList<Evidence>("evidence", {
        pagination: { page: 1, perPage: 200 },
        sort: { field: "no", order: "DESC" },
        filter: {},
      });
      return data
        .filter(({ isWithheld }) => !isWithheld)
        .map(({ id, no, name }) => ({ id, name: `No. ${no} ${name ?? ""}` }));
    },
  });
  return data;
}
