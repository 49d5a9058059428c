import { Box } from "@mui/material";
import { useTranslate } from "react-admin";
import type { TimelineEvent } from "@keii/shared";

/** What an entry says: struck through where it is retracted, its number and basis where it is withheld. */
export function EntryText({ entry }: { entry: TimelineEvent }) {
  const translate = useTranslate();
  if (entry.isWithheld || entry.text === null)
    return (
      <span className="withheld">
        {translate("timeline.withheldNo", { no: entry.no })}
        {entry.counselBasis &&
          ` ${translate("timeline.withheldBasis", { basis: entry.counselBasis })}`}
      </span>
    );
  if (entry.state !== "retracted") return <>{entry.text}</>;
  return (
    <>
      <Box component="span" className="unseen">
        {translate("timeline.state.retracted")}:{" "}
      </Box>
      <del>{entry.text}</del>
      {entry.reason && (
        <span className="reason">
          {" "}
          {translate("timeline.retractedBecause", { reason: entry.reason })}
        </span>
      )}
    </>
  );
}
