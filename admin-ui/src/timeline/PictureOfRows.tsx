import { Box, Button, useMediaQuery } from "@mui/material";
import type { Theme } from "@mui/material/styles";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { useIncident, useKnownYear, useZone } from "../app/Incident.js";
import { Failure } from "../app/Failure.js";
import { useTimelineNow } from "./use-timeline-now.js";
import { useTimelineCalls } from "./timeline-calls.js";
import { setFilters, useTimelineQuery } from "./timeline-query.js";
import { TimelinePicture } from "./TimelinePicture.js";

interface PictureOfRowsProps {
  /** Changes with the rows, and only then: what waits for the list waits for the picture too. */
  revision: number;
  selectedId: string | null;
  onSelect: (id: string) => void;
}

/** The picture of the rows below it, under the same filter. On a phone it opens on request. */
export function PictureOfRows(props: PictureOfRowsProps) {
  const translate = useTranslate();
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down("sm"));
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const isShown = isOpen ?? !isPhone;
  return (
    <Box className="keii-screen-only" sx={{ mb: 1.5 }}>
      {(isPhone || isOpen === false) && (
        <Button
          color="inherit"
          aria-expanded={isShown}
          onClick={() => setIsOpen(!isShown)}
        >
          {translate(
            isShown ? "timeline.picture.hide" : "timeline.picture.show",
          )}
        </Button>
      )}
      {isShown && <ShownPicture {...props} />}
    </Box>
  );
}

function ShownPicture({ revision, selectedId, onSelect }: PictureOfRowsProps) {
  const { id } = useIncident();
  const zone = useZone();
  const year = useKnownYear();
  const { now } = useTimelineNow();
  const calls = useTimelineCalls();
  const [query, setQuery] = useTimelineQuery();
  const { filter } = query;
  const filterKey = JSON.stringify(filter);
  const { data, error } = useQuery({
    queryKey: ["keii-timeline-picture", id, filterKey, revision],
    queryFn: ({ signal }) => calls.picture(query, signal),
    placeholderData: keepPreviousData,
  });

  if (error && !data) return <Failure error={error} />;
  if (!data) return <Box sx={{ height: 260 }} />;
  return (
    <TimelinePicture
      picture={data}
      zone={zone}
      year={year}
      now={now}
      filterKey={filterKey}
      days={{ from: filter.from, to: filter.to }}
      onDays={({ from, to }) =>
        setQuery({ ...query, filter: setFilters({ ...filter, from, to }) })
      }
      selectedId={selectedId}
      onSelect={onSelect}
    />
  );
}
