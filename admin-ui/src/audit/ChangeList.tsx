import { Box, Link } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import type { ToldChange } from "./entry-words.js";

/** Columns with their values, from → to; personal values only on demand. */
export function ChangeList({
  changes,
  hasBefore,
}: {
  changes: ToldChange[];
  hasBefore: boolean;
}) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        mt: 0.25,
        display: "grid",
        gridTemplateColumns: { xs: "1fr", sm: "max-content 1fr" },
        columnGap: 1.5,
        rowGap: 0.25,
        typography: "body2",
      }}
    >
      {changes.map((change) => (
        <Box key={change.field} sx={{ display: "contents" }}>
          <Box component="dt" sx={{ color: "text.secondary" }}>
            {change.label}
          </Box>
          <Box component="dd" sx={{ m: 0, whiteSpace: "pre-wrap" }}>
            <Change change={change} hasBefore={hasBefore} />
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function Change({
  change,
  hasBefore,
}: {
  change: ToldChange;
  hasBefore: boolean;
}) {
  const translate = useTranslate();
  const [isShown, setIsShown] = useState(false);
  if (change.isSecret) return translate("audit.value.secret");
  if (!change.isPersonal) return <Values {...change} hasBefore={hasBefore} />;
  const word = translate(
    hasBefore ? "audit.value.changed" : "audit.value.given",
  );
  const isKept = change.before !== null || change.after !== null;
  if (!isKept) return `${word} (${translate("audit.value.personal")})`;
  return (
    <>
      {isShown ? <Values {...change} hasBefore={hasBefore} /> : word}{" "}
      <Link
        component="button"
        type="button"
        variant="body2"
        aria-label={`${change.label}: ${translate(isShown ? "audit.value.hide" : "audit.value.show")}`}
        onClick={() => setIsShown(!isShown)}
      >
        {translate(isShown ? "audit.value.hide" : "audit.value.show")}
      </Link>
    </>
  );
}

function Values({
  before,
  after,
  hasBefore,
}: Pick<ToldChange, "before" | "after"> & { hasBefore: boolean }) {
  const translate = useTranslate();
  if (!hasBefore) return after ?? before;
  return (
    <>
      <Box component="del" sx={{ color: "text.secondary" }}>
        {before ?? translate("audit.value.none")}
      </Box>
      <Box component="span" sx={{ mx: 0.75 }}>
        <span aria-hidden>→</span>
        <Box component="span" sx={visuallyHidden}>
          {translate("audit.value.becomes")}
        </Box>
      </Box>
      <Box component="ins" sx={{ textDecoration: "none" }}>
        {after ?? translate("audit.value.none")}
      </Box>
    </>
  );
}

const visuallyHidden = {
  position: "absolute",
  width: 1,
  height: 1,
  overflow: "hidden",
  clipPath: "inset(50%)",
};
