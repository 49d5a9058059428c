import { TextField, Typography } from "@mui/material";
import { useTranslate } from "react-admin";
import { useController } from "react-hook-form";
import { useEffect, useRef, useState } from "react";
import type { Decision } from "@keii/shared";

interface DecisionInputsProps {
  source: string;
  /** Whether the entry is a decision: others keep nothing of it. */
  isDecision: boolean;
}

const undecided: Decision = {
  options: [],
  advice: "",
  decidedBy: "",
  dissent: "",
};

/** What else was on the table, what was advised, who decided, who was against it. */
export function DecisionInputs({ source, isDecision }: DecisionInputsProps) {
  const translate = useTranslate();
  const { field } = useController<Record<string, Decision | null>>({
    name: source,
    defaultValue: null,
  });
  const value: Partial<Decision> | null = field.value;
  const onChange = useRef(field.onChange);
  useEffect(() => {
    onChange.current = field.onChange;
  });
  const set = useSetAside(value, isDecision, (next) => onChange.current(next));
  if (!isDecision) return null;
  const decision = { ...undecided, ...value };
  const change = (part: Partial<Decision>) =>
    set(orNothing({ ...decision, ...part }));
  return (
    <>
      <Typography variant="h3" component="h2" sx={{ mt: 2 }}>
        {translate("timeline.field.decision")}
      </Typography>
      <TextField
        label={translate("timeline.column.decidedBy")}
        value={decision.decidedBy}
        onChange={(event) => change({ decidedBy: event.target.value })}
      />
      <OptionLines
        options={decision.options}
        onChange={(options) => change({ options })}
      />
      {(["advice", "dissent"] as const).map((part) => (
        <TextField
          key={part}
          label={translate(`timeline.column.${part}`)}
          value={decision[part]}
          multiline
          minRows={2}
          onChange={(event) => change({ [part]: event.target.value })}
        />
      ))}
    </>
  );
}

/** What was typed is not sent with another type, but comes back with the type. */
function useSetAside(
  value: Partial<Decision> | null,
  isDecision: boolean,
  onChange: (value: Decision | null) => void,
) {
  const aside = useRef<Decision | null>(null);
  useEffect(() => {
    if (!isDecision && value) {
      aside.current = { ...undecided, ...value };
      onChange(null);
    } else if (isDecision && !value && aside.current) {
      onChange(aside.current);
      aside.current = null;
    }
  });
  return (next: Decision | null) => {
    aside.current = null;
    onChange(next);
  };
}

function orNothing(decision: Decision): Decision | null {
  const { options, advice, decidedBy, dissent } = decision;
  return options.length > 0 || advice || decidedBy || dissent ? decision : null;
}

/** One option a line; an empty line is only where the next one will be typed. */
function OptionLines(props: {
  options: readonly string[];
  onChange: (options: string[]) => void;
}) {
  const { options, onChange } = props;
  const translate = useTranslate();
  const [typed, setTyped] = useState(options.join("\n"));
  const lines = linesOf(typed);
  const isAhead = lines.join("\n") !== options.join("\n");
  const shown = isAhead ? options.join("\n") : typed;
  return (
    <TextField
      label={translate("timeline.column.options")}
      helperText={translate("timeline.optionsHint")}
      value={shown}
      multiline
      minRows={2}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(linesOf(event.target.value));
      }}
    />
  );
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
