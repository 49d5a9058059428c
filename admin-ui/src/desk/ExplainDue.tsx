import { Box, Button, MenuItem, Stack, TextField } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState, type SubmitEvent } from "react";
import {
  dayOf,
  dueSentences,
  momentAt,
  timeOf,
  type DeskDue,
  type DeskReader,
  type DeskTerm,
} from "@keii/shared";
import { call } from "../app/http.js";
import { useIncident } from "../app/Incident.js";
import { useTellRefusal } from "../app/saving.js";
import { Section } from "../app/Section.js";

type Unit = "hours" | "minutes" | "businessDays";
const units: readonly Unit[] = ["hours", "minutes", "businessDays"];

interface Explained {
  from: string;
  term: DeskTerm;
  due: DeskDue;
}

/** By when something is due in the desk's time, and how that is counted. */
export function ExplainDue({ reader }: { reader: DeskReader }) {
  const translate = useTranslate();
  const { id } = useIncident();
  const tellRefusal = useTellRefusal();
  const [on, setOn] = useState(dayOf(reader.now, reader.zone));
  const [at, setAt] = useState(timeOf(reader.now, reader.zone));
  const [count, setCount] = useState("4");
  const [unit, setUnit] = useState<Unit>("hours");
  const [explained, setExplained] = useState<Explained | null>(null);
  const explain = async (event: SubmitEvent) => {
    event.preventDefault();
    const from = momentAt(on, at, reader.zone).at!;
    const term = termOf(Number(count), unit);
    try {
      const { data } = await call<DeskDue>(
        `/incidents/${id}/desk-hours/explain`,
        { method: "POST", body: { from, ...term } },
      );
      setExplained({ from, term, due: data });
    } catch (error) {
      tellRefusal(error);
    }
  };
  return (
    <Section id="explain" title={translate("desk.explain.title")}>
      <Stack
        component="form"
        direction="row"
        onSubmit={(event: SubmitEvent) => void explain(event)}
        sx={{ gap: 1.5, flexWrap: "wrap", alignItems: "center" }}
      >
        <TextField
          type="date"
          required
          label={translate("desk.explain.on")}
          value={on}
          onChange={(event) => setOn(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
          sx={{ width: 170 }}
        />
        <TextField
          type="time"
          required
          label={translate("desk.explain.at")}
          value={at}
          onChange={(event) => setAt(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
          sx={{ width: 130 }}
        />
        <TextField
          type="number"
          required
          label={translate("desk.explain.count")}
          value={count}
          onChange={(event) => setCount(event.target.value)}
          slotProps={{ htmlInput: { min: 1, max: mostOf[unit] } }}
          sx={{ width: 110 }}
        />
        <TextField
          select
          label={translate("desk.explain.unit")}
          value={unit}
          onChange={(event) => setUnit(event.target.value as Unit)}
          sx={{ width: 150 }}
        >
          {units.map((one) => (
            <MenuItem key={one} value={one}>
              {translate(`desk.explain.${one}`)}
            </MenuItem>
          ))}
        </TextField>
        <Button type="submit" variant="outlined">
          {translate("desk.explain.submit")}
        </Button>
      </Stack>
      {explained && (
        <Box component="ol" aria-live="polite" sx={{ pl: 3, mt: 1.5 }}>
          {dueSentences(
            explained.due,
            explained.from,
            explained.term,
            reader,
          ).map((sentence, number, all) => (
            <Box
              component="li"
              key={sentence}
              sx={{ fontWeight: number === all.length - 1 ? 700 : 400 }}
            >
              {sentence}
            </Box>
          ))}
        </Box>
      )}
    </Section>
  );
}

/** As many as the API counts. */
const mostOf: Record<Unit, number> = {
  hours: 720,
  minutes: 43_200,
  businessDays: 250,
};

function termOf(count: number, unit: Unit): DeskTerm {
  if (unit === "businessDays") return { businessDays: count };
  return { minutes: unit === "hours" ? count * 60 : count };
}
