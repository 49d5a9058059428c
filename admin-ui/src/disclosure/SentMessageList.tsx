import { Button } from "@mui/material";
import {
  DataTable,
  TextInput,
  useCreatePath,
  useRedirect,
  useTranslate,
} from "react-admin";
import { Link } from "react-router";
import {
  formatMoment,
  inLanguage,
  momentOn,
  type SentMessage,
} from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { useLanguage } from "../app/i18n.js";
import { useKnownYear, useMay, useZone } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { Places } from "./Places.js";

/** What we really send, so that customers can tell impostors apart. */
export function SentMessageList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const goTo = useRedirect();
  const language = useLanguage();
  const zone = useZone();
  const year = useKnownYear();
  const mayWrite = useMay("disclosure.write");
  const add = mayWrite && (
    <Button
      variant="contained"
      component={Link}
      to={createPath({ resource: "sent-messages", type: "create" })}
    >
      {translate("sentMessages.add")}
    </Button>
  );
  return (
    <ListPage
      title="sentMessages.title"
      sort={{ field: "from", order: "ASC" }}
      filters={[<TextInput key="q" source="q" alwaysOn resettable />]}
      hasExports={false}
      onNew={mayWrite ? () => goTo("create", "sent-messages") : undefined}
      actions={
        <>
          <Places here="sent-messages" />
          {add}
        </>
      }
      empty={
        <Empty
          title="sentMessages.empty.title"
          text="sentMessages.empty.text"
          example="sentMessages.empty.example"
        >
          {add}
        </Empty>
      }
    >
      <RecordTable<SentMessage> rowClick={mayWrite ? "edit" : false}>
        <DataTable.Col
          source="kind"
          disableSort
          render={({ kind, withdrawalReason }: SentMessage) =>
            withdrawalReason === null
              ? translate(`sentMessages.kind.${kind}`)
              : translate("sentMessages.withdrawn")
          }
        />
        <DataTable.Col
          source="sender"
          disableSort
          render={({ sender }: SentMessage) => inLanguage(sender, language)}
        />
        <DataTable.Col
          source="subject"
          disableSort
          render={({ subject }: SentMessage) => inLanguage(subject, language)}
        />
        <DataTable.Col
          source="fromOn"
          disableSort
          render={({ fromOn, untilOn }: SentMessage) =>
            formatMoment(
              { ...momentOn(fromOn), precision: "period", untilOn },
              { language, zone, year },
            )
          }
        />
      </RecordTable>
    </ListPage>
  );
}
