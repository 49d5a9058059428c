import { Chip, Typography } from "@mui/material";
import { useRef, useState } from "react";
import {
  DataTable,
  SelectInput,
  TextInput,
  useRecordContext,
  useTranslate,
  type RaRecord,
} from "react-admin";
import {
  evidenceCategories,
  evidenceStates,
  inLanguage,
  type Evidence,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { CopyButton } from "../app/CopyButton.js";
import { Empty } from "../app/Empty.js";
import { FileDrop } from "../app/FileDrop.js";
import { FilePicker } from "../app/FilePicker.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { useIsFresh } from "../app/live.js";
import { DayText, InstantText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { StateMark } from "../app/StateMark.js";
import { useSizeText } from "../app/use-size-text.js";
import { useUploads } from "../app/use-uploads.js";
import { AddFiles } from "./AddFiles.js";
import { RegisterFile } from "./RegisterFile.js";

/** The files of the case; what is dropped or pasted here becomes one. */
export function EvidenceList() {
  const translate = useTranslate();
  const mayWrite = useMay("evidence.write");
  const categories = useChoices(evidenceCategories, "evidence.category");
  const states = useChoices(evidenceStates, "evidence.state");
  const isFresh = useIsFresh();
  const uploads = useUploads();
  const [registered, setRegistered] = useState<File | null>(null);
  const picker = useRef<HTMLSpanElement>(null);
  const buttons = (
    <span ref={picker} style={{ display: "inline-flex", gap: 8 }}>
      <FilePicker
        onFiles={uploads.add}
        label="evidence.add"
        variant="contained"
      />
      <FilePicker
        onFiles={([file]) => setRegistered(file ?? null)}
        label="evidence.register"
        isSingle
      />
    </span>
  );
  const isFreshRow = ({ id }: RaRecord) =>
    isFresh("evidence", String(id)) ? { animation: "keii-fresh 4s" } : {};
  return (
    <FileDrop onFiles={uploads.add} isOff={!mayWrite}>
      <ListPage
        title="evidence.title"
        sort={{ field: "no", order: "DESC" }}
        filters={[
          <TextInput key="q" source="q" alwaysOn resettable />,
          <SelectInput
            key="category"
            source="category"
            choices={categories}
            alwaysOn
          />,
          <SelectInput key="state" source="state" choices={states} alwaysOn />,
        ]}
        hasExports
        onNew={
          mayWrite
            ? () => picker.current?.querySelector("button")?.click()
            : undefined
        }
        actions={mayWrite && buttons}
        empty={
          <Empty
            title="evidence.empty.title"
            text="evidence.empty.text"
            example="evidence.empty.example"
          >
            {mayWrite && buttons}
          </Empty>
        }
      >
        {mayWrite && (
          <Typography
            variant="body2"
            color="textSecondary"
            className="keii-screen-only"
          >
            {translate("evidence.drop")}
          </Typography>
        )}
        <RecordTable
          rowClick="show"
          rowSx={isFreshRow}
          hiddenColumns={["sha256", "note"]}
        >
          <DataTable.Col source="no" />
          <DataTable.Col source="name">
            <NameText />
          </DataTable.Col>
          <DataTable.Col
            source="category"
            disableSort
            render={({ category }: Evidence) =>
              translate(`evidence.category.${category}`)
            }
          />
          <DataTable.Col source="state" disableSort>
            <StateText />
          </DataTable.Col>
          <DataTable.Col source="received" disableSort>
            <ReceivedText />
          </DataTable.Col>
          <DataTable.Col source="size" disableSort align="right">
            <SizeText />
          </DataTable.Col>
          <DataTable.Col source="sha256" disableSort>
            <HashText />
          </DataTable.Col>
          <DataTable.Col
            source="visibility"
            disableSort
            render={({ visibility }: Evidence) =>
              translate(`timeline.visibility.${visibility}`)
            }
          />
          <DataTable.Col source="note" disableSort />
          <DataTable.Col
            source="createdAt"
            render={({ createdAt }: Evidence) => <InstantText at={createdAt} />}
          />
        </RecordTable>
      </ListPage>
      {uploads.list.length > 0 && (
        <AddFiles uploads={uploads} onClose={uploads.clear} />
      )}
      {registered && (
        <RegisterFile file={registered} onClose={() => setRegistered(null)} />
      )}
    </FileDrop>
  );
}

function NameText() {
  const file = useRecordContext<Evidence>();
  const translate = useTranslate();
  if (!file) return null;
  if (file.name === null)
    return (
      <i>
        {translate("evidence.withheld", { basis: file.counselBasis ?? "" })}
      </i>
    );
  return (
    <>
      <b>{file.name}</b>{" "}
      {(file.current?.no ?? 1) > 1 && (
        <Chip
          size="small"
          label={translate("evidence.revisionNo", { no: file.current?.no })}
        />
      )}
    </>
  );
}

function StateText() {
  const file = useRecordContext<Evidence>();
  const translate = useTranslate();
  const state = file?.current?.state;
  if (!state) return null;
  return (
    <StateMark isDue={state === "damaged"} isOver={state === "purged"}>
      {translate(`evidence.state.${state}`)}
    </StateMark>
  );
}

function ReceivedText() {
  const file = useRecordContext<Evidence>();
  const language = useLanguage();
  if (!file?.received) return null;
  const { on, at } = file.received;
  return (
    <>
      {at ? <InstantText at={at} /> : <DayText on={on} />}{" "}
      {inLanguage(file.receivedFrom?.name, language)}
    </>
  );
}

function SizeText() {
  const file = useRecordContext<Evidence>();
  const sizeText = useSizeText();
  return file?.current ? sizeText(file.current.size) : null;
}

function HashText() {
  const file = useRecordContext<Evidence>();
  if (!file?.current) return null;
  const { sha256 } = file.current;
  return (
    <span onClick={(event) => event.stopPropagation()}>
      <code>{sha256.slice(0, 12)}…</code>
      <CopyButton text={sha256} label="evidence.copyHash" />
    </span>
  );
}
