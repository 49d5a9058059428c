import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { ResourceContextProvider, useGetList, useTranslate } from "ra-core";
import { useState, type ReactNode } from "react";
import type { Milestone } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { useKey } from "../app/keys.js";
import { useIsFresh } from "../app/live.js";
import { MomentText } from "../app/MomentText.js";
import { Section } from "../app/Section.js";
import { StateMark } from "../app/StateMark.js";
import { WideTable } from "../app/WideTable.js";
import { AddMilestone } from "./AddMilestone.js";
import { MilestoneActs } from "./MilestoneActs.js";
import { useChannelWord } from "./use-channel-word.js";

/** The moments the clocks start from, as a part of the overview. */
export function MilestoneTable() {
  const translate = useTranslate();
  return (
    <Milestones
      frame={(add, rows) => (
        <Section
          id="milestones"
          title={translate("milestones.title")}
          actions={add}
        >
          {rows}
        </Section>
      )}
    />
  );
}

/** The moments the clocks start from, in their order, within whatever heading they get. */
export function Milestones({
  frame,
}: {
  frame: (add: ReactNode, rows: ReactNode) => ReactNode;
}) {
  const translate = useTranslate();
  const mayWrite = useMay("milestones.write");
  const [isAdding, setIsAdding] = useState(false);
  const { data, error } = useGetList<Milestone>("milestones", {
    pagination: { page: 1, perPage: 200 },
    sort: { field: "occurred", order: "ASC" },
  });
  useKey("n", "app.keys.new", () => setIsAdding(true), mayWrite);
  const add = mayWrite && (
    <Button onClick={() => setIsAdding(true)}>
      {translate("milestones.add.title")}
    </Button>
  );
  return (
    <ResourceContextProvider value="milestones">
      {frame(
        data?.length === 0 ? undefined : add,
        <>
          {error && <Failure error={error} />}
          {data?.length === 0 && (
            <Empty
              title="milestones.empty.title"
              text="milestones.empty.text"
              example="milestones.empty.example"
            >
              {add}
            </Empty>
          )}
          {data && data.length > 0 && <Rows milestones={data} />}
        </>,
      )}
      {isAdding && <AddMilestone onClose={() => setIsAdding(false)} />}
    </ResourceContextProvider>
  );
}

function Rows({ milestones }: { milestones: Milestone[] }) {
  const translate = useTranslate();
  const mayWrite = useMay("milestones.write");
  const label = (field: string) =>
    translate(`resources.milestones.fields.${field}`);
  return (
    <WideTable label={translate("milestones.title")} data-keii-rows>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {translate("milestones.explain")}
      </Typography>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{label("kind")}</TableCell>
            <TableCell>{label("occurred")}</TableCell>
            <TableCell>{label("state")}</TableCell>
            <TableCell>{label("evidence")}</TableCell>
            {mayWrite && (
              <TableCell align="right">{translate("app.acts")}</TableCell>
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {milestones.map((milestone) => (
            <Row key={milestone.id} milestone={milestone} />
          ))}
        </TableBody>
      </Table>
    </WideTable>
  );
}

function Row({ milestone }: { milestone: Milestone }) {
  const translate = useTranslate();
  const mayWrite = useMay("milestones.write");
  const isFresh = useIsFresh();
  const channelWord = useChannelWord();
  const { id, kind, occurred, state, learnedBy, channel, evidence } = milestone;
  return (
    <TableRow
      className={isFresh("milestones", id) ? "keii-fresh" : undefined}
      sx={{ verticalAlign: "top" }}
    >
      <TableCell component="th" scope="row" sx={{ fontWeight: 700 }}>
        {translate(`milestones.kind.${kind}`)}
      </TableCell>
      <TableCell>
        <MomentText moment={occurred} />
        <PendingMove milestone={milestone} />
      </TableCell>
      <TableCell>
        <StateMark isDue={state === "candidate"}>
          {translate(`milestones.state.${state}`)}
        </StateMark>
      </TableCell>
      <TableCell>
        {[learnedBy, channelWord(channel), evidence]
          .filter(Boolean)
          .join(" · ")}
      </TableCell>
      {mayWrite && (
        <TableCell align="right" sx={{ whiteSpace: "nowrap" }}>
          <MilestoneActs milestone={milestone} />
        </TableCell>
      )}
    </TableRow>
  );
}

function PendingMove({ milestone }: { milestone: Milestone }) {
  const translate = useTranslate();
  const { pendingMove } = milestone;
  if (!pendingMove) return null;
  return (
    <Typography variant="caption" component="div">
      {pendingMove.askedBy.name} → <MomentText moment={pendingMove.occurred} />{" "}
      <b>{translate("approvals.state.asked")}</b>
      <br />
      {translate("milestones.pending.reason", { reason: pendingMove.reason })}
    </Typography>
  );
}
