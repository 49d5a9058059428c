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
  return line.split(/\uE000(\d+)\uE001/).map((part, at) => {
    if (at % 2 === 0) return part;
    const piece = pieces[Number(part)]!;
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
          {translate(`rule.${rule}`, { 0: place })}
        </Alert>
      ))}
      {findings.map(({ kind, found, expected, at }) => (
        <Alert key={`${at} ${found}`} severity="warning">
          {kind === "promise"
            ? translate("publication.lint.promise", { found })
            : expected.length > 0
              ? translate("publication.lint.figure", {
                  found,
                  expected: expected.join(" / "),
                })
              : translate("publication.lint.unknownFigure", { found })}
        </Alert>
      ))}
    </Box>
  );
}
