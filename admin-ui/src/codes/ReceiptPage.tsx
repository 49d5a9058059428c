import { Box, Button, Stack, TextField, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState, type FormEvent, type ReactNode } from "react";
import type { VerdictReceipt } from "@keii/shared";
import { call, isRefusal } from "../app/http.js";
import { InstantText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import {
  fieldMessages,
  refusalText,
  useKeiiDataProvider,
} from "../app/saving.js";

/** What somebody was told, by the number they read out. Each look is in the log. */
export function ReceiptPage() {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<VerdictReceipt | null>(null);
  const [error, setError] = useState("");
  const lookUp = async (event: FormEvent) => {
    event.preventDefault();
    setFound(null);
    setError("");
    try {
      const path = `${dataProvider.pathOf("verdict-receipts")}/lookup`;
      const { data } = await call<VerdictReceipt>(path, {
        method: "POST",
        body: { receipt: typed },
      });
      setFound(data);
    } catch (refused) {
      const fields = isRefusal(refused) && fieldMessages(refused);
      setError(
        fields
          ? Object.values(fields).join(" ")
          : refusalText(refused, translate),
      );
    }
  };
  return (
    <Box sx={{ maxWidth: 640 }}>
      <PageTitle title="receipts.title" />
      <Typography sx={{ mb: 2 }}>{translate("receipts.sentence")}</Typography>
      <form onSubmit={(event) => void lookUp(event)}>
        <Stack
          direction="row"
          sx={{ gap: 1, alignItems: "flex-start", flexWrap: "wrap" }}
        >
          <TextField
            label={translate("receipts.number")}
            placeholder="R-XXXX-XXXX"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            error={error !== ""}
            helperText={error}
            autoComplete="off"
            sx={{ flex: 1, minWidth: 220 }}
          />
          <Button
            type="submit"
            variant="contained"
            disabled={typed.trim() === ""}
          >
            {translate("receipts.lookup")}
          </Button>
        </Stack>
      </form>
      {found && <Found receipt={found} />}
    </Box>
  );
}

function Found({ receipt }: { receipt: VerdictReceipt }) {
  const translate = useTranslate();
  const { verdict, now, channel, toldAt, toldBy, runNo } = receipt;
  const lines: [string, ReactNode][] = [
    ["receipt", receipt.receipt],
    ["customer", `${receipt.memberBase.code} ${receipt.customerNo}`],
    ["verdict", translate(`receipts.verdict.${verdict}`)],
    ["toldAt", <InstantText key="at" at={toldAt} />],
    ["channel", translate(`receipts.channel.${channel}`)],
    ["runNo", runNo],
    ...(toldBy ? [["toldBy", toldBy.name] as [string, ReactNode]] : []),
  ];
  return (
    <Box aria-live="polite" sx={{ mt: 3 }}>
      {now && (
        <Typography color="primary" sx={{ mb: 1, fontWeight: "bold" }}>
          {translate("receipts.changed", {
            verdict: translate(`receipts.verdict.${now}`),
          })}
        </Typography>
      )}
      <Box
        component="dl"
        sx={{
          display: "grid",
          gridTemplateColumns: "max-content 1fr",
          columnGap: 3,
          rowGap: 0.5,
          m: 0,
        }}
      >
        {lines.map(([name, value]) => (
          <Box key={name} sx={{ display: "contents" }}>
            <Typography component="dt" color="text.secondary">
              {translate(`receipts.field.${name}`)}
            </Typography>
            <Typography component="dd" sx={{ m: 0 }}>
              {value}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
