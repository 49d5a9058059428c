import { DataTable, SelectInput, TextInput, useTranslate } from "react-admin";
import { useCreatePath, useRecordContext } from "ra-core";
import {
  authorityReplyKinds,
  authorityReplyStates,
  type AuthorityReply,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { ListPage } from "../app/ListPage.js";
import { MomentText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { AuthorityViews } from "./AuthorityViews.js";
import { ReplyState } from "./Replies.js";
import { DueText, TimeLeftText } from "../app/DueText.js";
import { useAuthorityWords } from "./use-authority-words.js";

/** What came back from authorities, what waits for an answer first. */
export function ReplyList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const kinds = useChoices(authorityReplyKinds, "authority-replies.kind");
  const states = useChoices(authorityReplyStates, "authority-replies.state");
  const { nameOf } = useAuthorityWords();
  const reportOf = (_: unknown, __: unknown, record: object) =>
    createPath({
      resource: "authorities",
      type: "show",
      id: (record as AuthorityReply).authorityReportId,
    });
  return (
    <>
      <AuthorityViews here="replies" />
      <ListPage
        title="authority-replies.title"
        sort={{ field: "due", order: "ASC" }}
        filters={[
          <TextInput key="q" source="q" alwaysOn resettable />,
          <SelectInput key="state" source="state" choices={states} alwaysOn />,
          <SelectInput key="kind" source="kind" choices={kinds} />,
        ]}
        empty={
          <Empty
            title="authority-replies.empty.title"
            text="authority-replies.empty.text"
            example="authority-replies.empty.example"
          />
        }
      >
        <RecordTable rowClick={reportOf} hiddenColumns={["fromWhom"]}>
          <DataTable.Col source="recipientName" disableSort render={nameOf} />
          <DataTable.Col
            source="kind"
            disableSort
            render={({ kind }: AuthorityReply) =>
              translate(`authority-replies.kind.${kind}`)
            }
          />
          <DataTable.Col
            source="occurred"
            render={({ occurred }: AuthorityReply) => (
              <MomentText moment={occurred} />
            )}
          />
          <DataTable.Col source="text" disableSort />
          <DataTable.Col source="fromWhom" disableSort />
          <DataTable.Col source="due">
            <WhenText />
          </DataTable.Col>
          <DataTable.Col source="state" disableSort>
            <StateText />
          </DataTable.Col>
        </RecordTable>
      </ListPage>
    </>
  );
}

function WhenText() {
  const reply = useRecordContext<AuthorityReply>();
  if (!reply) return null;
  return (
    <>
      <DueText {...reply} />{" "}
      {reply.state === "open" && <TimeLeftText {...reply} />}
    </>
  );
}

function StateText() {
  const reply = useRecordContext<AuthorityReply>();
  return reply ? <ReplyState reply={reply} /> : null;
}
