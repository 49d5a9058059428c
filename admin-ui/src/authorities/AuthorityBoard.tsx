import { Box, Button, Link, Stack, Typography } from "@mui/material";
import {
  ResourceContextProvider,
  useCreatePath,
  useGetList,
  useTranslate,
} from "ra-core";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router";
import type {
  AuthorityDue,
  AuthorityReply,
  AuthorityReport,
} from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { useListKeys } from "../app/ListPage.js";
import { useIsFresh } from "../app/live.js";
import { InstantText, MomentText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { AuthorityViews } from "./AuthorityViews.js";
import { AddDueButton, DueActs } from "./DueActs.js";
import { NewReportButton, useNewReport } from "./NewReportButton.js";
import { AnswerButton } from "./ReplyDialogs.js";
import { ReportState } from "./ReportState.js";
import { DueText, TimeLeftText } from "../app/DueText.js";
import { useAuthorityWords } from "./use-authority-words.js";

/** As many of each kind as a board can show; the lists have them all. */
const perColumn = 100;

/** What is to be filed, written, filed and asked back, each by what comes next. */
export function AuthorityBoard() {
  const mayWrite = useMay("authorities.write");
  const newReport = useNewReport();
  const dues = useColumn<AuthorityDue>("authority-dues", "due", "ASC", {
    state: "open",
  });
  const drafts = useColumn<AuthorityReport>(
    "authorities",
    "createdAt",
    "DESC",
    {
      state: "draft",
    },
  );
  const filed = useColumn<AuthorityReport>("authorities", "filed", "DESC", {
    state: ["filed", "accepted", "revision_requested"],
  });
  const replies = useColumn<AuthorityReply>("authority-replies", "due", "ASC", {
    state: "open",
  });
  useListKeys(mayWrite ? () => newReport() : undefined);
  const columns = [dues, drafts, filed, replies];
  const error = columns.find((column) => column.error)?.error;
  const isEmpty = columns.every(({ data }) => data?.length === 0);
  const acts = mayWrite && (
    <>
      <AddDueButton />
      <NewReportButton />
    </>
  );
  return (
    <Box>
      <PageTitle title="authorities.title">{acts}</PageTitle>
      <AuthorityViews here="board" />
      {error ? (
        <Failure error={error} />
      ) : isEmpty ? (
        <Empty
          title="authorities.empty.title"
          text="authorities.empty.text"
          example="authorities.empty.example"
        >
          {acts && (
            <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
              {acts}
            </Stack>
          )}
        </Empty>
      ) : (
        <Box
          data-keii-rows
          sx={{
            display: "grid",
            gridTemplateColumns: {
              xs: "minmax(0, 1fr)",
              sm: "repeat(2, minmax(0, 1fr))",
              lg: "repeat(4, minmax(0, 1fr))",
            },
            columnGap: 3,
            rowGap: 3,
            alignItems: "start",
          }}
        >
          <Column name="due" count={dues.total} records={dues.data}>
            {(due) => <DueCard key={due.id} due={due} />}
          </Column>
          <Column name="draft" count={drafts.total} records={drafts.data}>
            {(report) => <ReportCard key={report.id} report={report} />}
          </Column>
          <Column name="filed" count={filed.total} records={filed.data}>
            {(report) => <ReportCard key={report.id} report={report} />}
          </Column>
          <Column name="asked" count={replies.total} records={replies.data}>
            {(reply) => <ReplyCard key={reply.id} reply={reply} />}
          </Column>
        </Box>
      )}
    </Box>
  );
}

function useColumn<T extends { id: string }>(
  resource: string,
  field: string,
  order: "ASC" | "DESC",
  filter: object,
) {
  return useGetList<T>(resource, {
    filter,
    sort: { field, order },
    pagination: { page: 1, perPage: perColumn },
  });
}

function Column<T>({
  name,
  count = 0,
  records = [],
  children,
}: {
  name: string;
  count: number | undefined;
  records: T[] | undefined;
  children: (record: T) => ReactNode;
}) {
  const translate = useTranslate();
  return (
    <Box component="section" aria-labelledby={`authorities-${name}`}>
      <Typography
        variant="h2"
        id={`authorities-${name}`}
        sx={{ borderBottom: 1, borderColor: "text.primary", pb: 0.5 }}
      >
        {translate(`authorities.column.${name}`)}{" "}
        <Box component="span" sx={{ color: "text.secondary", fontWeight: 400 }}>
          {translate("authorities.count", { smart_count: count })}
        </Box>
      </Typography>
      {records.length === 0 ? (
        <Typography variant="body2" color="textSecondary" sx={{ py: 1 }}>
          {translate(`authorities.column.${name}.none`)}
        </Typography>
      ) : (
        records.map(children)
      )}
    </Box>
  );
}

function Card({
  resource,
  id,
  title,
  to,
  children,
  acts,
}: {
  resource: string;
  id: string;
  title: string;
  to: string | null;
  children: ReactNode;
  acts?: ReactNode;
}) {
  const isFresh = useIsFresh();
  return (
    <Box
      data-keii-row
      tabIndex={-1}
      className={isFresh(resource, id) ? "keii-fresh" : undefined}
      sx={{ py: 1, borderBottom: 1, borderColor: "divider", minWidth: 0 }}
    >
      {to === null ? (
        <Typography sx={{ fontWeight: 700 }}>{title}</Typography>
      ) : (
        <Link
          component={RouterLink}
          to={to}
          data-keii-edit
          sx={{
            display: "inline-block",
            lineHeight: "24px",
            fontWeight: 700,
            color: "text.primary",
          }}
        >
          {title}
        </Link>
      )}
      {children}
      {acts && (
        <Stack
          direction="row"
          className="keii-screen-only"
          sx={{ gap: 0.5, mt: 0.5, flexWrap: "wrap", ml: -0.75 }}
        >
          {acts}
        </Stack>
      )}
    </Box>
  );
}

function DueCard({ due }: { due: AuthorityDue }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { nameOf } = useAuthorityWords();
  const mayWrite = useMay("authorities.write");
  const { authorityReportId } = due;
  const stage = translate(`authorities.stage.${due.stage}`);
  const draft =
    authorityReportId === null
      ? null
      : createPath({
          resource: "authorities",
          type: "show",
          id: authorityReportId,
        });
  return (
    <Card
      resource="authority-dues"
      id={due.id}
      title={nameOf(due)}
      to={draft}
      acts={
        mayWrite && (
          <>
            {draft ? (
              <Button component={RouterLink} to={draft}>
                {translate("authorities.toDraft")}
              </Button>
            ) : (
              <NewReportButton due={due} />
            )}
            <DueActs due={due} />
          </>
        )
      }
    >
      <Typography variant="body2">
        {stage === due.what ? stage : `${stage} · ${due.what}`}
      </Typography>
      <Typography variant="body2">
        <DueText {...due} /> <TimeLeftText {...due} />
      </Typography>
      {due.why !== "" && (
        <Typography
          variant="body2"
          color="textSecondary"
          sx={{ whiteSpace: "pre-line" }}
        >
          {due.why}
        </Typography>
      )}
    </Card>
  );
}

function ReportCard({ report }: { report: AuthorityReport }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { nameOf, whatOf } = useAuthorityWords();
  const { filing, receiptNumber, openReplyCount } = report;
  return (
    <Card
      resource="authorities"
      id={report.id}
      title={nameOf(report)}
      to={createPath({ resource: "authorities", type: "show", id: report.id })}
    >
      <Typography variant="body2">{whatOf(report)}</Typography>
      <Typography variant="body2">
        <ReportState report={report} />{" "}
        {filing ? (
          <MomentText moment={filing.occurred} />
        ) : (
          <InstantText at={report.createdAt} />
        )}
      </Typography>
      {receiptNumber !== "" && (
        <Typography variant="body2" color="textSecondary">
          {translate("resources.authorities.fields.receiptNumber")}{" "}
          {receiptNumber}
        </Typography>
      )}
      {openReplyCount > 0 && (
        <Typography variant="body2" color="secondary">
          {translate("authorities.openReplies", {
            smart_count: openReplyCount,
          })}
        </Typography>
      )}
    </Card>
  );
}

function ReplyCard({ reply }: { reply: AuthorityReply }) {
  const createPath = useCreatePath();
  const { replyOf } = useAuthorityWords();
  const mayWrite = useMay("authorities.write");
  return (
    <Card
      resource="authority-replies"
      id={reply.id}
      title={replyOf(reply)}
      to={createPath({
        resource: "authorities",
        type: "show",
        id: reply.authorityReportId,
      })}
      acts={
        mayWrite && (
          <ResourceContextProvider value="authority-replies">
            <AnswerButton reply={reply} />
          </ResourceContextProvider>
        )
      }
    >
      <Typography
        variant="body2"
        sx={{
          display: "-webkit-box",
          WebkitLineClamp: 3,
          WebkitBoxOrient: "vertical",
          overflow: "hidden",
        }}
      >
        {reply.text}
      </Typography>
      <Typography variant="body2">
        <DueText {...reply} /> <TimeLeftText {...reply} />
      </Typography>
    </Card>
  );
}
