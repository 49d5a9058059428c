import { Box, Button, useMediaQuery } from "@mui/material";
import type { Theme } from "@mui/material/styles";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useStore, useTranslate } from "react-admin";
import { useIncident, useKnownYear, useZone } from "../app/Incident.js";
import { Failure } from "../app/Failure.js";
import { useNow } from "../app/use-now.js";
import { useTimelineCalls } from "../timeline-rows/timeline-calls.js";
import {
  setFilters,
  useTimelineQuery,
} from "../timeline-rows/timeline-query.js";
import { useExposureWindows } from "./exposure-windows.js";
import { TimelinePicture } from "./TimelinePicture.js";

interface PictureOfRowsProps {
  /** Changes with the rows, and only then: what waits for the list waits for the picture too. */
  revision: number;
  selectedId: string | null;
  /** With the entry's place among the points, which are in the order of their days. */
  onSelect: (id: string, place: number) => void;
}

/** The picture of the rows below it, under the same filter. On a phone it opens on request. */
export function PictureOfRows(props: PictureOfRowsProps) {
  const translate = useTranslate();
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down("sm"));
  const [isOpen, setIsOpen] = useStore<boolean | null>(
    "timeline.picture",
    null,
  );
  const isShown = isOpen ?? !isPhone;
  return (
    <Box className="keii-screen-only" sx={{ mb: 1.5 }}>
      {isShown ? (
        <ShownPicture {...props} onHide={() => setIsOpen(false)} />
      ) : (
        <Button color="inherit" onClick={() => setIsOpen(true)}>
          {translate("timeline.picture.show")}
        </Button>
      )}
    </Box>
  );
}

function ShownPicture(props: PictureOfRowsProps & { onHide: () => void }) {
  const { revision, selectedId, onSelect, onHide } = props;
  const { id } = useIncident();
  const zone = useZone();
  const year = useKnownYear();
  const { now } = useNow();
  const calls = useTimelineCalls();
  const windows = useExposureWindows();
  const [query, setQuery] = useTimelineQuery();
  const { filter } = query;
  const filterKey = JSON.stringify(filter);
  const { data, error } = useQuery({
    queryKey: ["keii-timeline-picture", id, filterKey, revision],
    queryFn: async ({ signal }) => ({
      picture: await calls.picture(query, signal),
      filterKey,
    }),
    placeholderData: keepPreviousData,
  });

  if (error && !data) return <Failure error={error} />;
  if (!data) return <Box sx={{ height: 260 }} />;
  return (
    <TimelinePicture
      picture={data.picture}
      windows={windows}
      zone={zone}
      year={year}
      now={now}
      filterKey={data.filterKey}
      days={{ from: filter.from, to: filter.to }}
      onDays={({ from, to }) =>
        setQuery({ ...query, filter: setFilters({ ...filter, from, to }) })
      }
      selectedId={selectedId}
      onSelect={(id) =>
        onSelect(
          id,
          data.picture.points.findIndex((point) => point.id === id),
        )
      }
      onHide={onHide}
    />
  );
}
