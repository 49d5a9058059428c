import { Typography } from "@mui/material";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import {
  AutocompleteInput,
  BooleanInput,
  RadioButtonGroupInput,
  useNotify,
  useRecordContext,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import {
  MemberChange,
  memberRoles,
  NewMember,
  type Member,
  type MemberCandidate,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useChoices, type Choice } from "../app/choices.js";
import { call } from "../app/http.js";
import { DayInput } from "../app/MomentInput.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";

export function AddMember({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const add = async (data: Record<string, unknown>) => {
    await dataProvider.create("members", { data });
    notify("ra.notification.created", { type: "info" });
    await lookAgain("members", "incidents", "candidates");
  };
  return (
    <ActDialog
      title={translate("members.add.title")}
      sentence={translate("members.add.sentence")}
      submitLabel={translate("members.add.submit")}
      contract={NewMember}
      defaultValues={{ role: "responder", isHead: false, isCounsel: false }}
      onSubmit={add}
      onClose={onClose}
    >
      <CandidateInput />
      <MembershipInputs />
    </ActDialog>
  );
}

export function ChangeMember({
  member,
  onClose,
}: {
  member: Member;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, name, role, isHead, isCounsel, expiresOn } = member;
  const change = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("members", { id, data, previousData: member });
    } finally {
      await lookAgain("members", "incidents");
    }
  };
  return (
    <ActDialog
      title={translate("members.edit.title", { name })}
      sentence={translate("members.edit.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={MemberChange}
      defaultValues={{ role, isHead, isCounsel, expiresOn }}
      onSubmit={change}
      onClose={onClose}
    >
      <MembershipInputs />
    </ActDialog>
  );
}

function MembershipInputs() {
  const roles = useChoices(memberRoles, "role");
  const label = (field: string) => `resources.members.fields.${field}`;
  return (
    <>
      <RadioButtonGroupInput
        source="role"
        label={label("role")}
        choices={roles}
        row={false}
        optionText={<RoleChoice />}
      />
      <BooleanInput source="isHead" label={label("isHead")} />
      <BooleanInput source="isCounsel" label={label("isCounsel")} />
      <DayInput
        source="expiresOn"
        label={label("expiresOn")}
        hint="members.expiresOn.hint"
      />
    </>
  );
}

function RoleChoice() {
  const record = useRecordContext<Choice>();
  const translate = useTranslate();
  if (!record) return null;
  return (
    <>
      {record.name}
      <Typography
        component="span"
        variant="caption"
        color="textSecondary"
        sx={{ ml: 1 }}
      >
        {translate(`members.roleMeaning.${record.id}`)}
      </Typography>
    </>
  );
}

/** Those with an account who are not members yet, found by part of their name. */
function CandidateInput() {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const [text, setText] = useState("");
  const { data = [], isFetching } = useQuery({
    queryKey: ["candidates", text],
    queryFn: async ({ signal }) => {
      const path = `${dataProvider.pathOf("members")}/candidates`;
      const query = new URLSearchParams({ q: text });
      return (await call<MemberCandidate[]>(`${path}?${query}`, { signal }))
        .data;
    },
    placeholderData: keepPreviousData,
  });
  return (
    <AutocompleteInput
      source="userId"
      label="resources.members.fields.userId"
      choices={data}
      optionText={({ name, email, employer }: MemberCandidate) =>
        [name, employer, email].filter(Boolean).join(" · ")
      }
      setFilter={(value) => setText(value ?? "")}
      filterToQuery={(q: string) => ({ q })}
      isPending={isFetching && data.length === 0}
      noOptionsText={translate("members.candidates.none")}
    />
  );
}
