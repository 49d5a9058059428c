import ArrowDownwardIcon from "@mui/icons-material/ArrowDownward";
import ArrowUpwardIcon from "@mui/icons-material/ArrowUpward";
import { Button, IconButton, Tooltip } from "@mui/material";
import {
  DataTable,
  SelectInput,
  TextInput,
  useCreatePath,
  useListContext,
  useRedirect,
  useTranslate,
} from "react-admin";
import { useState, type MouseEvent } from "react";
import { Link } from "react-router";
import {
  faqStates,
  faqVisibilities,
  formatMoment,
  inLanguage,
  momentOn,
  type FaqEntry,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useLanguage } from "../app/i18n.js";
import { useKnownYear, useMay, useZone } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { useAct, useTellRefusal } from "../app/saving.js";
import { StateMark } from "../app/StateMark.js";
import { Places } from "./Places.js";

/** Questions and answers in the order of the portal. */
export function FaqList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const goTo = useRedirect();
  const mayWrite = useMay("disclosure.write");
  const visibilities = useChoices(faqVisibilities, "faq.visibility");
  const states = useChoices(faqStates, "faq.state");
  const add = mayWrite && (
    <Button
      variant="contained"
      component={Link}
      to={createPath({ resource: "faq", type: "create" })}
    >
      {translate("faq.add")}
    </Button>
  );
  return (
    <ListPage
      title="faq.title"
      sort={{ field: "place", order: "ASC" }}
      perPage={100}
      filters={[
        <TextInput key="q" source="q" alwaysOn resettable />,
        <SelectInput
          key="visibility"
          source="visibility"
          choices={visibilities}
        />,
        <SelectInput key="state" source="state" choices={states} />,
      ]}
      hasExports={false}
      onNew={mayWrite ? () => goTo("create", "faq") : undefined}
      actions={
        <>
          <Places here="faq" />
          {add}
        </>
      }
      empty={
        <Empty
          title="faq.empty.title"
          text="faq.empty.text"
          example="faq.empty.example"
        >
          {add}
        </Empty>
      }
    >
      <Rows mayWrite={mayWrite} />
    </ListPage>
  );
}

function Rows({ mayWrite }: { mayWrite: boolean }) {
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <RecordTable<FaqEntry> rowClick="edit">
      <DataTable.Col
        source="section"
        disableSort
        render={({ section }: FaqEntry) => inLanguage(section, language)}
      />
      <DataTable.Col
        source="question"
        disableSort
        render={({ question }: FaqEntry) => (
          <b>{inLanguage(question, language)}</b>
        )}
      />
      <DataTable.Col
        source="visibility"
        disableSort
        render={({ visibility }: FaqEntry) =>
          translate(`faq.visibility.${visibility}`)
        }
      />
      <DataTable.Col
        source="state"
        disableSort
        render={({ state, stale }: FaqEntry) => (
          <StateMark
            isDue={state === "changed" || stale.length > 0}
            isOver={state === "withdrawn"}
          >
            {stale.length > 0
              ? translate("faq.stale")
              : translate(`faq.state.${state}`)}
          </StateMark>
        )}
      />
      <DataTable.Col
        source="effectiveFrom"
        disableSort
        render={(entry: FaqEntry) => <Effective entry={entry} />}
      />
      {mayWrite && (
        <DataTable.Col
          source="place"
          disableSort
          render={(entry: FaqEntry) => <Order entry={entry} />}
        />
      )}
    </RecordTable>
  );
}

function Effective({ entry }: { entry: FaqEntry }) {
  const language = useLanguage();
  const zone = useZone();
  const year = useKnownYear();
  const { effectiveFrom: on, effectiveUntil: untilOn } = entry;
  return formatMoment(
    { ...momentOn(on), precision: "period", untilOn },
    { language, zone, year },
  );
}

/** One up or one down among those that are shown. */
function Order({ entry }: { entry: FaqEntry }) {
  const translate = useTranslate();
  const language = useLanguage();
  const list = useListContext<FaqEntry>();
  const data = list.data ?? [];
  const act = useAct<FaqEntry>("faq");
  const tellRefusal = useTellRefusal();
  const [isBusy, setIsBusy] = useState(false);
  const at = data.findIndex(({ id }) => id === entry.id);
  if (Object.keys(list.filterValues as object).length > 0) return null;
  const move = (behind: FaqEntry | undefined) => (event: MouseEvent) => {
    event.stopPropagation();
    setIsBusy(true);
    void act({
      id: entry.id,
      verb: "place",
      version: entry.version,
      data: { afterEntryId: behind?.id ?? null },
    })
      .catch(tellRefusal)
      .finally(() => setIsBusy(false));
  };
  const question = inLanguage(entry.question, language);
  const up = translate("faq.up", { question });
  const down = translate("faq.down", { question });
  return (
    <>
      <Tooltip title={up}>
        <span>
          <IconButton
            size="small"
            aria-label={up}
            disabled={isBusy || at === 0}
            onClick={move(data[at - 2])}
          >
            <ArrowUpwardIcon fontSize="small" />
          </IconButton>
        </span>
      </Tooltip>
      <Tooltip title={down}>
        <span>
          <IconButton
            size="small"
            aria-label={down}
            disabled={isBusy || at === data.length - 1}
            onClick={move(data[at + 1])}
          >
            <ArrowDownwardIcon fontSize="small" />
          </IconButton>
        </span>
      </Tooltip>
    </>
  );
}
