import {
  FormControl,
  InputLabel,
  MenuItem,
  Select,
  Typography,
} from "@mui/material";
import { useGetList, useNotify, useTranslate } from "ra-core";
import { useState } from "react";
import type { EmployerChange, EmployerDisabled, User } from "@keii/shared";
import { ConfirmDialog } from "../app/ConfirmDialog.js";
import { call } from "../app/http.js";
import { useLookAgain } from "../app/saving.js";
import { useEmployers } from "./use-employers.js";

/** Takes access away from everybody of one employer, after saying how many that are. */
export function EmployerDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const lookAgain = useLookAgain();
  const [employer, setEmployer] = useState("");
  const count = useAccessCount(employer);
  const disable = async () => {
    const body: EmployerChange = { employer };
    const { data } = await call<EmployerDisabled>("/users/employers/disable", {
      method: "POST",
      body,
    });
    notify("users.employer.done", {
      messageArgs: { employer, smart_count: data.disabledCount },
    });
    await lookAgain("users");
  };
  return (
    <ConfirmDialog
      title={translate("users.employer.title")}
      sentence={
        <>
          <Typography sx={{ mb: 1.5 }}>
            {translate("users.employer.intro")}
          </Typography>
          <EmployerChoice value={employer} onChange={setEmployer} />
          <Typography aria-live="polite" sx={{ mt: 1.5, fontWeight: 600 }}>
            <Consequence employer={employer} count={count} />
          </Typography>
        </>
      }
      submitLabel={translate("users.employer.submit", {
        smart_count: count ?? 0,
      })}
      canSubmit={employer !== "" && count !== undefined && count > 0}
      isIrreversible
      onSubmit={disable}
      onClose={onClose}
    />
  );
}

function EmployerChoice({
  value,
  onChange,
}: {
  value: string;
  onChange: (employer: string) => void;
}) {
  const translate = useTranslate();
  const { data: employers, isSuccess } = useEmployers();
  if (isSuccess && employers.length === 0)
    return translate("users.employer.none");
  const label = translate("users.employer.label");
  return (
    <FormControl>
      <InputLabel id="employer-label">{label}</InputLabel>
      <Select
        labelId="employer-label"
        label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {(employers ?? []).map((name) => (
          <MenuItem key={name} value={name}>
            {name}
          </MenuItem>
        ))}
      </Select>
    </FormControl>
  );
}

function Consequence({
  employer,
  count,
}: {
  employer: string;
  count: number | undefined;
}) {
  const translate = useTranslate();
  if (employer === "") return translate("users.employer.choose");
  if (count === undefined) return translate("users.employer.counting");
  if (count === 0) return translate("users.employer.nobody", { employer });
  return translate("users.employer.sentence", { employer, smart_count: count });
}

/** How many of an employer have access, or an invitation to it. */
function useAccessCount(employer: string): number | undefined {
  const ask = {
    pagination: { page: 1, perPage: 1 },
    sort: { field: "name", order: "ASC" },
  } as const;
  const enabled = employer !== "";
  const active = useGetList<User>(
    "users",
    { ...ask, filter: { employer, state: "active" } },
    { enabled },
  );
  const invited = useGetList<User>(
    "users",
    { ...ask, filter: { employer, state: "invited" } },
    { enabled },
  );
  if (active.total === undefined || invited.total === undefined)
    return undefined;
  return active.total + invited.total;
}
