import { Alert, Box, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import type { ReactNode } from "react";
import {
  blocksOf,
  lintText,
  renderText,
  type Language,
  type RenderedPiece,
  type Sources,
} from "@keii/shared";

interface TextPreviewProps {
  text: string;
  language: Language;
  sources: Sources;
}

/** A text as the public will read it: what was drawn from the record is underlined, and says where it comes from. */
export function TextPreview({ text, language, sources }: TextPreviewProps) {
  const { pieces } = renderText(text, language, sources);
  return (
    <Box lang={language} sx={{ fontSize: "1.0625rem", lineHeight: 1.75 }}>
      {blocksOf(marked(pieces)).map(({ kind, lines }, at) =>
        kind === "heading" ? (
          <Typography
            key={at}
            component="h4"
            sx={{ fontSize: "1.15rem", fontWeight: 700, mt: 2 }}
          >
            {lines.map((line) => restored(line, pieces, sources, language))}
          </Typography>
        ) : (
          <Box
            component="p"
            key={at}
            sx={{ my: 1, overflowWrap: "anywhere", whiteSpace: "pre-line" }}
          >
            {restored(lines.join("\n"), pieces, sources, language)}
          </Box>
        ),
      )}
    </Box>
  );
}

const open = "\uE000";
const shut = "\uE001";

/** Blocks are cut from plain text, so that each drawn value is marked by its place before and put back after. */
function marked(pieces: readonly RenderedPiece[]): string {
  return pieces
    .map(({ text, fact }, at) => (fact === null ? text : open + at + shut))
    .join("");
}

function restored(
  line: string,
  pieces: readonly RenderedPiece[],
  { facts }: Sources,
  language: Language,
): ReactNode[] {
  return splitAtMarks(line, (no, at) => {
    const piece = pieces[no]!;
    const fact = facts.find(({ name }) => name === piece.fact);
    return (
      <Box
        component="span"
        key={at}
        title={fact?.label[language] ?? ""}
        sx={{ borderBottom: 2, borderColor: "text.secondary" }}
      >
        {piece.text}
      </Box>
    );
  });
}

function splitAtMarks(
  text: string,
  put: (no: number, key: number) => ReactNode,
): ReactNode[] {
  return text
    .split(/\uE000(\d+)\uE001/)
    .map((part, at) => (at % 2 === 0 ? part : put(Number(part), at)));
}

/** What keeps a text from being published, and what its writer is warned of. */
export function TextFindings({ text, language, sources }: TextPreviewProps) {
  const translate = useTranslate();
  const { problems } = renderText(text, language, sources);
  const findings = lintText(text, language, sources.facts);
  if (problems.length === 0 && findings.length === 0) return null;
  return (
    <Box sx={{ display: "grid", gap: 0.5, my: 1 }}>
      {problems.map(({ rule, place }, at) => (
        <Alert key={`${at} ${place}`} severity="error">
          {quoting(language, [place], ([mark]) =>
            translate(`rule.${rule}`, { 0: mark }),
          )}
        </Alert>
      ))}
      {findings.map(({ kind, found, expected, at }) => (
        <Alert key={`${at} ${found}`} severity="warning">
          {quoting(language, [found, expected.join(" / ")], ([said, known]) =>
            kind === "promise"
              ? translate("publication.lint.promise", { found: said })
              : expected.length > 0
                ? translate("publication.lint.figure", {
                    found: said,
                    expected: known,
                  })
                : translate("publication.lint.unknownFigure", { found: said }),
          )}
        </Alert>
      ))}
    </Box>
  );
}

/** A sentence of the console with words of the text in it, which are in the language of the text. */
function quoting(
  language: Language,
  quoted: readonly string[],
  sentence: (marks: string[]) => string,
): ReactNode[] {
  const marks = quoted.map((_, at) => open + at + shut);
  return splitAtMarks(sentence(marks), (no, at) => (
    <span key={at} lang={language}>
      {quoted[no]}
    </span>
  ));
}
