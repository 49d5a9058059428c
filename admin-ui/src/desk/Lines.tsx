import { Box, Button, Link, Typography } from "@mui/material";
import {
  BooleanInput,
  NumberInput,
  ResourceContextProvider,
  TextInput,
  useGetList,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import {
  DeskLineChange,
  inLanguage,
  NewDeskLine,
  type DeskLine,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { BilingualInput } from "../app/BilingualInput.js";
import { Failure } from "../app/Failure.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { Section } from "../app/Section.js";
import { Row } from "./Row.js";
import { useKeep } from "./use-desk.js";

/** Where the desk is reached, in the order callers are told. */
export function Lines() {
  const translate = useTranslate();
  const mayWrite = useMay("desk.writeHours");
  const [isAdding, setIsAdding] = useState(false);
  const { data, error } = useGetList<DeskLine>("desk-lines", {
    pagination: { page: 1, perPage: 100 },
    sort: { field: "place", order: "ASC" },
  });
  return (
    <Section
      title={translate("desk.lines.title")}
      actions={
        mayWrite && (
          <Button onClick={() => setIsAdding(true)}>
            {translate("desk.lines.add")}
          </Button>
        )
      }
    >
      {error && <Failure error={error} />}
      {data?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate("desk.lines.none")}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: "none", p: 0, m: 0 }}>
        {data?.map((line) => (
          <LineRow key={line.id} line={line} />
        ))}
      </Box>
      {isAdding && (
        <LineDialog
          place={(data?.at(-1)?.place ?? 0) + 1}
          onClose={() => setIsAdding(false)}
        />
      )}
    </Section>
  );
}

function LineRow({ line }: { line: DeskLine }) {
  const translate = useTranslate();
  const language = useLanguage();
  const mayWrite = useMay("desk.writeHours");
  const [isOpen, setIsOpen] = useState(false);
  const { kind, value, label, isShown } = line;
  return (
    <Row
      acts={
        mayWrite && (
          <Button
            aria-label={translate("desk.change.of", { what: value })}
            onClick={() => setIsOpen(true)}
          >
            {translate("desk.change")}
          </Button>
        )
      }
      note={isShown ? undefined : translate("desk.lines.hidden")}
    >
      <Link href={`${kind === "phone" ? "tel" : "mailto"}:${value}`}>
        <b>{value}</b>
      </Link>{" "}
      {inLanguage(label, language)}
      {isOpen && <LineDialog line={line} onClose={() => setIsOpen(false)} />}
    </Row>
  );
}

function LineDialog({
  line,
  place = 0,
  onClose,
}: {
  line?: DeskLine;
  place?: number;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const keep = useKeep("desk-lines");
  const started = line ?? {
    value: "",
    label: { ja: "", en: "" },
    place,
    isShown: true,
  };
  return (
    <ResourceContextProvider value="desk-lines">
      <ActDialog
        title={translate(line ? "desk.lines.change" : "desk.lines.add")}
        sentence={translate("desk.lines.sentence")}
        submitLabel={translate(line ? "ra.action.save" : "app.record")}
        contract={line ? DeskLineChange : NewDeskLine}
        defaultValues={{ ...started }}
        onSubmit={(data) => keep(data, line)}
        onClose={onClose}
      >
        <TextInput source="value" helperText="desk.lines.value.hint" />
        <BilingualInput
          source="label"
          label="resources.desk-lines.fields.label"
        />
        <NumberInput
          source="place"
          min={0}
          max={999}
          helperText="desk.lines.place.hint"
        />
        <BooleanInput source="isShown" />
      </ActDialog>
    </ResourceContextProvider>
  );
}
