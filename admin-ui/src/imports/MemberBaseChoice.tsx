import AddIcon from "@mui/icons-material/Add";
import { Box, Button, MenuItem, TextField } from "@mui/material";
import { useGetList, useTranslate } from "ra-core";
import { useEffect, useState } from "react";
import { inLanguage, type MemberBase } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { NewMemberBaseDialog } from "../sites/NewMemberBaseDialog.js";

interface MemberBaseChoiceProps {
  value: string;
  onChange: (id: string) => void;
}

/** The member base a file's ids belong to; the only one is chosen, a new one is made here. */
export function MemberBaseChoice({ value, onChange }: MemberBaseChoiceProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const [isMaking, setIsMaking] = useState(false);
  const { data } = useGetList<MemberBase>("member-bases", {
    pagination: { page: 1, perPage: 200 },
    sort: { field: "createdAt", order: "ASC" },
  });
  const only = data?.length === 1 ? data[0]?.id : undefined;
  useEffect(() => {
    if (value === "" && only) onChange(only);
  }, [value, only, onChange]);
  const bases = data ?? [];
  return (
    <Box
      sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1 }}
    >
      {bases.length > 0 && (
        <TextField
          select
          fullWidth={false}
          id="memberBaseId"
          label={translate("resources.import-batches.fields.memberBaseId")}
          value={bases.some(({ id }) => id === value) ? value : ""}
          onChange={({ target }) => onChange(target.value)}
          helperText={translate("imports.memberBase.hint")}
          sx={{ minWidth: 280 }}
        >
          {bases.map(({ id, code, name }) => (
            <MenuItem key={id} value={id}>
              {inLanguage(name, language)} ({code})
            </MenuItem>
          ))}
        </TextField>
      )}
      <Button
        variant={data && bases.length === 0 ? "outlined" : "text"}
        startIcon={<AddIcon />}
        onClick={() => setIsMaking(true)}
      >
        {translate("memberBases.add")}
      </Button>
      {isMaking && (
        <NewMemberBaseDialog
          onMade={({ id }) => onChange(id)}
          onClose={() => setIsMaking(false)}
        />
      )}
    </Box>
  );
}
