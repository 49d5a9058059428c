import { Box, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useMemo } from "react";
import { useWatch } from "react-hook-form";
import { NewExposure, type Exposure } from "@keii/shared";
import { toContract } from "../app/contract.js";
import { refusalText } from "../app/saving.js";
import { CountsText, DeltaText } from "./DeltaText.js";
import { toldOf, useConditions } from "./use-exposure-sentence.js";
import { usePreview } from "./use-preview.js";

/** While an exposure is written: what it says in one sentence, and whom it would add, before anything is saved. */
export function DraftPreview({
  exposureId,
  zone,
}: {
  exposureId: string | null;
  zone: string;
}) {
  const translate = useTranslate();
  const conditions = useConditions();
  const values = useWatch<Partial<Exposure>>();
  const draft = useMemo(() => draftOf(values as Partial<Exposure>), [values]);
  const { answer, error, isAsking } = usePreview(exposureId, draft);
  const told = toldOf({ ...blank, ...(values as Partial<Exposure>), zone });
  return (
    <Box
      sx={{
        borderLeft: 4,
        borderColor: "divider",
        pl: 1.5,
        py: 0.5,
        my: 1,
      }}
    >
      <Typography variant="body2">
        {translate("exposures.preview.chooses")} {conditions(told)}
      </Typography>
      <Typography
        variant="body2"
        component="div"
        role="status"
        aria-busy={isAsking}
        sx={{ minHeight: 44 }}
      >
        {error ? (
          refusalText(error, translate)
        ) : answer ? (
          <>
            {translate("exposures.preview.saved")} <DeltaText {...answer} />
            <br />
            {translate("exposures.preview.whole")}{" "}
            <CountsText counts={answer.figures.affected} />
          </>
        ) : (
          translate("exposures.preview.counting")
        )}
      </Typography>
    </Box>
  );
}

const blank: Exposure = {
  id: "",
  version: 1,
  incidentId: "",
  no: 0,
  name: "",
  vector: "",
  subject: "purchases",
  zone: "",
  fromOn: null,
  fromAt: null,
  untilOn: null,
  untilAt: null,
  memberBaseIds: [],
  siteIds: [],
  methods: [],
  statuses: ["completed"],
  givenListId: null,
  dataItems: [],
  findingId: null,
  state: "current",
  withdrawalReason: null,
  createdAt: "",
  createdBy: null,
};

/** The draft as it is asked about: what it is called and what leaked changes nothing of whom it chooses. */
export function draftOf(values: Partial<Exposure>): Partial<NewExposure> {
  const sent = toContract(NewExposure, { ...values }) as Partial<NewExposure>;
  return {
    ...sent,
    name: "–",
    vector: "",
    dataItems: ["other"],
    findingId: null,
    statuses:
      sent.statuses && sent.statuses.length > 0 ? sent.statuses : ["completed"],
  };
}
