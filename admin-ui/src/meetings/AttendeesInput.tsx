import { Box, Button, FormHelperText, Stack, Typography } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { get, useFieldArray, useFormState, useWatch } from "react-hook-form";
import { ValidationError } from "ra-core";
import type { MeetingAttendeeInput } from "@keii/shared";
import { asText } from "../app/choices.js";
import { MemberInput } from "../app/MemberInput.js";
import { PartyInput } from "../app/PartyInput.js";

type Attendees = Partial<MeetingAttendeeInput>[];

const member: MeetingAttendeeInput = { userId: null, partyId: null, name: "" };
/** Told apart from a member by what is asked of it: an empty user is a member who is yet to be chosen. */
const guest: Partial<MeetingAttendeeInput> = { partyId: null, name: "" };

/** Who was there: members, and people from outside by body, name or both. */
export function AttendeesInput() {
  const translate = useTranslate();
  const { fields, append, remove } = useFieldArray<{ attendees: Attendees }>({
    name: "attendees",
  });
  const attendees = useWatch<{ attendees: Attendees }>({
    name: "attendees",
  }) as Attendees | undefined;
  const { errors } = useFormState();
  const found = get(errors, "attendees") as
    { message?: unknown; root?: { message?: unknown } } | undefined;
  const message = found?.root?.message ?? found?.message;
  const label = (field: string) => `resources.meetings.fields.${field}`;
  return (
    <Box
      role="group"
      aria-label={translate(label("attendees"))}
      sx={{ mt: 2, mb: 1 }}
    >
      <Typography variant="body2" color="textSecondary">
        {translate(label("attendees"))}
      </Typography>
      {fields.map(({ id }, at) => (
        <Stack
          key={id}
          direction={{ xs: "column", sm: "row" }}
          sx={{ columnGap: 1, alignItems: { sm: "flex-start" } }}
        >
          {isMember(attendees?.[at]) ? (
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <MemberInput
                source={`attendees.${at}.userId`}
                label={label("userId")}
              />
            </Box>
          ) : (
            <>
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <PartyInput
                  source={`attendees.${at}.partyId`}
                  label={label("partyId")}
                />
              </Box>
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <TextInput
                  source={`attendees.${at}.name`}
                  label={label("name")}
                  parse={asText}
                  fullWidth
                />
              </Box>
            </>
          )}
          <Button
            color="inherit"
            size="small"
            sx={{ mt: { sm: 1.5 } }}
            aria-label={translate("meetings.attendees.removeOf", {
              n: at + 1,
            })}
            onClick={() => remove(at)}
          >
            {translate("meetings.attendees.remove")}
          </Button>
        </Stack>
      ))}
      {typeof message === "string" && (
        <FormHelperText error>
          <ValidationError error={message} />
        </FormHelperText>
      )}
      <Stack direction="row" sx={{ gap: 1, mt: 1, flexWrap: "wrap" }}>
        <Button variant="outlined" size="small" onClick={() => append(member)}>
          {translate("meetings.attendees.addMember")}
        </Button>
        <Button variant="outlined" size="small" onClick={() => append(guest)}>
          {translate("meetings.attendees.addGuest")}
        </Button>
      </Stack>
    </Box>
  );
}

function isMember(attendee: Partial<MeetingAttendeeInput> | undefined) {
  if (!attendee || attendee.userId === undefined) return false;
  return attendee.userId !== null || !(attendee.partyId || attendee.name);
}
