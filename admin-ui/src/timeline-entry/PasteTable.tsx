import { Box, Button, Checkbox, FormControlLabel } from "@mui/material";
import { useTranslate } from "react-admin";
import { memo, useMemo, useState, type KeyboardEvent } from "react";
import {
  formatMoment,
  precisions,
  timelineCategories,
  timelineTypes,
  visibilities,
  type MomentFormat,
  type PasteWarning,
  type Precision,
} from "@keii/shared";
import { useIncident, useKnownYear } from "../app/Incident.js";
import { useLanguage } from "../app/i18n.js";
import { isPlainEnter } from "../app/composition.js";
import { pasteTableStyle } from "./paste-table-style.js";
import type { CheckedRow, PasteRow } from "./paste-rows.js";
import type { Paste } from "./use-paste.js";

/** The preview: one editable row per entry, its original lines beside it. Plain fields: there may be two thousand. */
export function PasteTable({ paste }: { paste: Paste }) {
  const translate = useTranslate();
  const { zone } = useIncident();
  const year = useKnownYear();
  const language = useLanguage();
  const format = { zone, year, language };
  const source = useMemo(
    () => paste.text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/),
    [paste.text],
  );
  const [isOnlyDoubtful, setIsOnlyDoubtful] = useState(false);
  const [limit, setLimit] = useState(shownAtOnce);
  const numbered = paste.checked.map((checked, index) => ({
    checked,
    no: index + 1,
  }));
  const doubtful = numbered.filter(
    ({ checked }) => !checked.isReady || checked.warnings.some(isDoubt),
  );
  const rows = isOnlyDoubtful ? doubtful : numbered;
  return (
    <>
      {doubtful.length > 0 && (
        <FormControlLabel
          control={<Checkbox checked={isOnlyDoubtful} />}
          label={translate("timeline.paste.onlyDoubtful", {
            smart_count: doubtful.length,
          })}
          onChange={() => setIsOnlyDoubtful(!isOnlyDoubtful)}
        />
      )}
      <Box sx={{ overflowX: "auto" }} onKeyDown={goToNextRow}>
        <Box component="table" sx={pasteTableStyle}>
          <thead>
            <tr>
              <th scope="col">{translate("timeline.field.occurred")}</th>
              <th scope="col">{translate("timeline.field.text")}</th>
              <th scope="col">{translate("timeline.field.type")}</th>
              <th scope="col">{translate("timeline.field.category")}</th>
              <th scope="col">{translate("timeline.field.visibility")}</th>
              <th scope="col">{translate("timeline.paste.source")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limit).map(({ checked, no }) => (
              <PasteTableRow
                key={checked.row.key}
                checked={checked}
                no={no}
                source={checked.row.lines
                  .map((line) => source[line - 1] ?? "")
                  .join("\n")}
                problem={paste.rowProblems.get(checked.row.key)}
                format={format}
                change={paste.change}
                split={paste.split}
                remove={paste.remove}
              />
            ))}
          </tbody>
        </Box>
      </Box>
      {rows.length > limit && (
        <Button color="inherit" onClick={() => setLimit(limit + shownAtOnce)}>
          {translate("timeline.paste.more", {
            smart_count: rows.length - limit,
          })}
        </Button>
      )}
    </>
  );
}

const shownAtOnce = 150;

/** What deserves a look; that the year or a plan was understood does not, by itself. */
function isDoubt(warning: PasteWarning): boolean {
  return warning !== "year-assumed" && warning !== "planned";
}

/** Enter in a date goes to the same field of the next row. */
function goToNextRow(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || !isPlainEnter(event)) return;
  if (event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  const next = target.closest("tr")?.nextElementSibling;
  next?.querySelector<HTMLInputElement>("input.when")?.focus();
}

interface PasteTableRowProps {
  checked: CheckedRow;
  no: number;
  source: string;
  problem: string | undefined;
  format: MomentFormat;
  change: (key: number, part: Partial<PasteRow>) => void;
  split: (key: number) => void;
  remove: (key: number) => void;
}

const PasteTableRow = memo(
  function PasteTableRow(props: PasteTableRowProps) {
    const { checked, no, source, problem, change, split, remove } = props;
    const { row, warnings } = checked;
    const translate = useTranslate();
    const named = (field: string) =>
      translate("timeline.paste.fieldOf", {
        field: translate(`timeline.field.${field}`),
        no,
      });
    return (
      <tr className={checked.isReady ? undefined : "unready"}>
        <td className="occurred">
          <WhenFields {...props} named={named} />
        </td>
        <td className="text">
          <textarea
            aria-label={named("text")}
            rows={rowsFor(row.text)}
            value={row.text}
            onChange={(event) => change(row.key, { text: event.target.value })}
          />
          {row.learned && (
            <p>
              {translate("timeline.learned")} {learnedText(props)}
            </p>
          )}
          {[...warnings].map((warning) => (
            <p key={warning} className="warning">
              {translate(`timeline.warning.${warning}`)}
            </p>
          ))}
          {problem && <p className="warning">{problem}</p>}
          {row.split && (
            <p className="split">
              <span>
                {row.split[0]} ／ {row.split[1]}
              </span>
              <Button variant="outlined" onClick={() => split(row.key)}>
                {translate("timeline.paste.split")}
              </Button>
            </p>
          )}
        </td>
        {choices.map(([field, options]) => (
          <td key={field}>
            <select
              aria-label={named(field)}
              value={row[field]}
              onChange={(event) =>
                change(row.key, { [field]: event.target.value })
              }
            >
              {options.map((option) => (
                <option key={option} value={option}>
                  {translate(`timeline.${field}.${option}`)}
                </option>
              ))}
            </select>
          </td>
        ))}
        <td className="source">
          <span>{source}</span>
          <Button
            color="inherit"
            aria-label={translate("timeline.paste.removeRow", { no })}
            onClick={() => remove(row.key)}
          >
            {translate("timeline.paste.remove")}
          </Button>
        </td>
      </tr>
    );
  },
  (before, after) =>
    before.no === after.no &&
    before.problem === after.problem &&
    before.source === after.source &&
    before.format.language === after.format.language &&
    before.checked.row === after.checked.row &&
    before.checked.warnings.join() === after.checked.warnings.join(),
);

/** About as many lines as the text takes up. */
function rowsFor(text: string): number {
  const lines = text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 32)), 0);
  return Math.min(10, lines);
}

const choices = [
  ["type", timelineTypes],
  ["category", timelineCategories],
  ["visibility", visibilities.filter((one) => one !== "counsel")],
] as const;

/** The date as it is written, what kind it is, and how it is understood. */
function WhenFields(
  props: PasteTableRowProps & { named: (field: string) => string },
) {
  const { checked, format, change, named } = props;
  const { row, moment } = checked;
  const translate = useTranslate();
  return (
    <>
      <input
        className="when"
        aria-label={named("occurred")}
        aria-invalid={moment === null}
        value={row.when}
        autoComplete="off"
        placeholder={translate("timeline.line.whenExample")}
        onChange={(event) => change(row.key, { when: event.target.value })}
      />
      <span className="kind">
        <select
          aria-label={named("precision")}
          value={moment?.precision ?? "day"}
          disabled={moment === null}
          onChange={(event) =>
            change(row.key, { precision: event.target.value as Precision })
          }
        >
          {precisions.map((precision) => (
            <option
              key={precision}
              value={precision}
              disabled={precision === "minute" && moment?.at === null}
            >
              {translate(`timeline.precision.${precision}`)}
            </option>
          ))}
        </select>
        {moment && formatMoment(moment, format)}
      </span>
    </>
  );
}

function learnedText({ checked, format }: PasteTableRowProps): string {
  const { learned } = checked.row;
  if (!learned) return "";
  const { on, at } = learned;
  const precision = at ? "minute" : "day";
  return formatMoment(
    { precision, on, at, untilOn: null, untilAt: null },
    format,
  );
}
