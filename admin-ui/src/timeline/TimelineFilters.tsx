import {
  Box,
  Button,
  Checkbox,
  ListItemText,
  MenuItem,
  TextField,
  useMediaQuery,
} from "@mui/material";
import type { Theme } from "@mui/material/styles";
import { useTranslate } from "react-admin";
import { useEffect, useRef, useState, type ReactNode } from "react";
import {
  timelineCategories,
  timelineStates,
  timelineTypes,
  visibilities,
} from "@keii/shared";
import { isCompositionEvent } from "../app/composition.js";
import {
  isFiltered,
  setFilters,
  timelineOrigins,
  useTimelineQuery,
  type TimelineFilter,
} from "../timeline-rows/timeline-query.js";
import type {
  TimelineOrder,
  TimelineSortField,
} from "../timeline-rows/timeline-pages.js";

/** Search, filters and order of picture and list. */
export function TimelineFilters(props: {
  isPublicOnly: boolean;
  /** How many rows there are. */
  children: ReactNode;
}) {
  const { isPublicOnly, children } = props;
  const translate = useTranslate();
  const [query, setQuery] = useTimelineQuery();
  const { filter } = query;
  const [isMoreOpen, setIsMoreOpen] = useState(
    Boolean(filter.state ?? filter.source),
  );
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down("sm"));
  const [isOpen, setIsOpen] = useState(false);
  const change = (part: Partial<TimelineFilter>) =>
    setQuery({ ...query, filter: setFilters({ ...filter, ...part }) });
  return (
    <Box
      role="search"
      aria-label={translate("timeline.filter.name")}
      className="keii-screen-only"
      sx={{
        display: "flex",
        flexWrap: "wrap",
        gap: 1,
        alignItems: "center",
        mb: 1,
        "& .MuiFormControl-root": { m: 0, width: "auto" },
        "& .MuiInputBase-input": { fontSize: 14, py: "6.5px" },
        "& .MuiInputLabel-root:not(.MuiInputLabel-shrink)": {
          fontSize: 14,
          top: -2,
        },
      }}
    >
      <Box data-keii-filter sx={{ display: "contents" }}>
        <SearchField text={filter.q ?? ""} onSearch={(q) => change({ q })} />
      </Box>
      {isPhone && !isOpen && (
        <Button color="inherit" onClick={() => setIsOpen(true)}>
          {translate("timeline.filter.open")}
        </Button>
      )}
      {(!isPhone || isOpen) && (
        <>
          <ChoiceField
            label="timeline.column.type"
            words="timeline.type"
            options={timelineTypes}
            chosen={filter.type ?? []}
            onChoose={(type) => change({ type })}
          />
          <ChoiceField
            label="timeline.column.category"
            words="timeline.category"
            options={timelineCategories}
            chosen={filter.category ?? []}
            onChoose={(category) => change({ category })}
          />
          {!isPublicOnly && (
            <ChoiceField
              label="timeline.column.visibility"
              words="timeline.visibility"
              options={visibilities}
              chosen={filter.visibility ?? []}
              onChoose={(visibility) => change({ visibility })}
            />
          )}
          <DayField
            label="timeline.filter.from"
            on={filter.from}
            onChange={(from) => change({ from })}
          />
          <DayField
            label="timeline.filter.to"
            on={filter.to}
            onChange={(to) => change({ to })}
          />
          <SortField />
          {!isPublicOnly && !isMoreOpen && (
            <Button color="inherit" onClick={() => setIsMoreOpen(true)}>
              {translate("timeline.filter.more")}
            </Button>
          )}
          {!isPublicOnly && isMoreOpen && (
            <>
              <OneField
                label="timeline.column.state"
                words="timeline.state"
                options={timelineStates}
                chosen={filter.state}
                onChoose={(state) => change({ state })}
              />
              <OneField
                label="timeline.filter.origin"
                words="timeline.origin"
                options={timelineOrigins}
                chosen={filter.source}
                onChoose={(source) => change({ source })}
              />
            </>
          )}
        </>
      )}
      {isFiltered(filter) && (
        <Button
          variant="outlined"
          color="inherit"
          onClick={() => setQuery({ ...query, filter: {} })}
        >
          {translate("timeline.filter.clear")}
        </Button>
      )}
      <Box
        component="span"
        aria-live="polite"
        sx={{ ml: "auto", fontSize: 14 }}
      >
        {children}
      </Box>
    </Box>
  );
}

const searchPause = 350;

/** Searches when typing pauses; never in the middle of a conversion. */
function SearchField(props: { text: string; onSearch: (q: string) => void }) {
  const { text, onSearch } = props;
  const translate = useTranslate();
  const [typed, setTyped] = useState(text);
  const isComposing = useRef(false);
  const newest = useRef(onSearch);
  useEffect(() => {
    newest.current = onSearch;
  });
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text || isComposing.current) return;
    const timer = setTimeout(() => newest.current(typed.trim()), searchPause);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <TextField
      type="search"
      label={translate("timeline.filter.q")}
      value={typed}
      sx={{ minWidth: 160, flex: { xs: "1 1 100%", sm: "0 1 200px" } }}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (isCompositionEvent(event)) return;
        if (event.key === "Enter") onSearch(typed.trim());
      }}
      slotProps={{
        htmlInput: {
          onCompositionStart: () => (isComposing.current = true),
          onCompositionEnd: (event: { currentTarget: HTMLInputElement }) => {
            isComposing.current = false;
            // The text is the same as before the end: only a change of state starts the pause anew.
            const { value } = event.currentTarget;
            setTimeout(() => newest.current(value.trim()), searchPause);
          },
        },
      }}
    />
  );
}

function ChoiceField<T extends string>(props: {
  label: string;
  words: string;
  options: readonly T[];
  chosen: readonly T[];
  onChoose: (chosen: T[]) => void;
}) {
  const { label, words, options, chosen, onChoose } = props;
  const translate = useTranslate();
  return (
    <TextField
      select
      label={translate(label)}
      sx={{ minWidth: 112 }}
      value={chosen}
      onChange={(event) => onChoose(event.target.value as unknown as T[])}
      slotProps={{
        select: {
          multiple: true,
          renderValue: (value) =>
            (value as T[])
              .map((one) => translate(`${words}.${one}`))
              .join("、"),
        },
      }}
    >
      {options.map((option) => (
        <MenuItem key={option} value={option} dense>
          <Checkbox checked={chosen.includes(option)} tabIndex={-1} />
          <ListItemText>{translate(`${words}.${option}`)}</ListItemText>
        </MenuItem>
      ))}
    </TextField>
  );
}

function OneField<T extends string>(props: {
  label: string;
  words: string;
  options: readonly T[];
  chosen: T | undefined;
  onChoose: (chosen: T | undefined) => void;
}) {
  const { label, words, options, chosen, onChoose } = props;
  const translate = useTranslate();
  return (
    <TextField
      select
      label={translate(label)}
      sx={{ minWidth: 104 }}
      value={chosen ?? ""}
      onChange={(event) =>
        onChoose((event.target.value || undefined) as T | undefined)
      }
    >
      <MenuItem value="" dense>
        {translate("timeline.filter.any")}
      </MenuItem>
      {options.map((option) => (
        <MenuItem key={option} value={option} dense>
          {translate(`${words}.${option}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function DayField(props: {
  label: string;
  on: string | undefined;
  onChange: (on: string | undefined) => void;
}) {
  const translate = useTranslate();
  return (
    <TextField
      type="date"
      label={translate(props.label)}
      value={props.on ?? ""}
      onChange={(event) => props.onChange(event.target.value || undefined)}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { min: "1900-01-01", max: "2999-12-31" },
      }}
    />
  );
}

const sorts: readonly { field: TimelineSortField; order: TimelineOrder }[] = [
  { field: "occurred", order: "DESC" },
  { field: "occurred", order: "ASC" },
  { field: "learned", order: "DESC" },
  { field: "learned", order: "ASC" },
  { field: "recordedAt", order: "DESC" },
  { field: "recordedAt", order: "ASC" },
];

function SortField() {
  const translate = useTranslate();
  const [query, setQuery] = useTimelineQuery();
  const { field, order } = query.sort;
  return (
    <TextField
      select
      label={translate("timeline.sort.name")}
      value={`${field} ${order}`}
      onChange={(event) => {
        const sort = sorts.find(
          (one) => `${one.field} ${one.order}` === event.target.value,
        );
        if (sort) setQuery({ ...query, sort });
      }}
    >
      {sorts.map((one) => (
        <MenuItem
          key={`${one.field} ${one.order}`}
          value={`${one.field} ${one.order}`}
          dense
        >
          {translate(`timeline.sort.${one.field}.${one.order}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}
