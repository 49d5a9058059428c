import { Box } from "@mui/material";
import { useTranslate } from "ra-core";
import type { ToldAuditChange } from "@keii/shared";

/** Columns with their values, from → to; of personal values only that they changed. */
export function ChangeList({
  changes,
  hasBefore,
}: {
  changes: ToldAuditChange[];
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
  change: ToldAuditChange;
  hasBefore: boolean;
}) {
  const translate = useTranslate();
  if (change.isSecret) return translate("audit.value.secret");
  if (change.isPersonal)
    return translate(hasBefore ? "audit.value.changed" : "audit.value.given");
  return <Values {...change} hasBefore={hasBefore} />;
}

function Values({
  before,
  after,
  hasBefore,
}: Pick<ToldAuditChange, "before" | "after"> & { hasBefore: boolean }) {
  const translate = useTranslate();
  if (!hasBefore || before === null) return after ?? before;
  return (
    <>
      <Box component="del" sx={{ color: "text.secondary" }}>
        {before}
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
  width: "1px",
  height: "1px",
  overflow: "hidden",
  clipPath: "inset(50%)",
};
