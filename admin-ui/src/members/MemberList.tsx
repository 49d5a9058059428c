import { Box, Button, IconButton, Tooltip } from "@mui/material";
import EditIcon from "@mui/icons-material/EditOutlined";
import PersonRemoveIcon from "@mui/icons-material/PersonRemoveOutlined";
import {
  DataTable,
  SelectInput,
  TextInput,
  useRecordContext,
  useTranslate,
  type RaRecord,
} from "react-admin";
import { useState } from "react";
import { memberRoles, type Member } from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { ConfirmDialog } from "../app/ConfirmDialog.js";
import { Empty } from "../app/Empty.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { useIsFresh } from "../app/live.js";
import { DayText, InstantText } from "../app/MomentText.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { StateMark } from "../app/StateMark.js";
import { AddMember, ChangeMember } from "./MemberDialogs.js";

/** Who belongs to the incident, and in which role. */
export function MemberList() {
  const translate = useTranslate();
  const mayWrite = useMay("members.write");
  const roles = useChoices(memberRoles, "role");
  const isFresh = useIsFresh();
  const [isAdding, setIsAdding] = useState(false);
  const add = mayWrite && (
    <Button variant="contained" onClick={() => setIsAdding(true)}>
      {translate("members.add")}
    </Button>
  );
  const isFreshRow = ({ id }: RaRecord) =>
    isFresh("members", String(id)) ? { animation: "keii-fresh 4s" } : {};
  return (
    <>
      <ListPage
        title="members.title"
        isPrivate
        sort={{ field: "createdAt", order: "ASC" }}
        filters={[
          <TextInput key="q" source="q" alwaysOn resettable />,
          <SelectInput key="role" source="role" choices={roles} alwaysOn />,
        ]}
        onNew={mayWrite ? () => setIsAdding(true) : undefined}
        actions={add}
        empty={
          <Empty
            title="members.empty.title"
            text="members.empty.text"
            example="members.empty.example"
          >
            {add}
          </Empty>
        }
      >
        <RecordTable
          rowClick={false}
          rowSx={isFreshRow}
          hiddenColumns={["createdAt"]}
        >
          <DataTable.Col source="name">
            <NameText />
          </DataTable.Col>
          <DataTable.Col source="role">
            <RoleText />
          </DataTable.Col>
          <DataTable.Col source="flags" disableSort>
            <FlagsText />
          </DataTable.Col>
          <DataTable.Col source="employer" disableSort />
          <DataTable.Col source="email" disableSort />
          <DataTable.Col source="expiresOn">
            <ExpiryText />
          </DataTable.Col>
          <DataTable.Col
            source="createdAt"
            render={({ createdAt }: Member) => <InstantText at={createdAt} />}
          />
          {mayWrite && (
            <DataTable.Col
              source="acts"
              label="app.acts"
              disableSort
              align="right"
            >
              <MemberActs />
            </DataTable.Col>
          )}
        </RecordTable>
      </ListPage>
      {isAdding && <AddMember onClose={() => setIsAdding(false)} />}
    </>
  );
}

function NameText() {
  const member = useRecordContext<Member>();
  return (
    <Box component="b" sx={{ display: "block", minWidth: "6em" }}>
      {member?.name}
    </Box>
  );
}

function RoleText() {
  const member = useRecordContext<Member>();
  const translate = useTranslate();
  if (!member) return null;
  return (
    <Box
      component="span"
      title={translate(`members.roleMeaning.${member.role}`)}
      sx={{ whiteSpace: "nowrap" }}
    >
      {translate(`role.${member.role}`)}
    </Box>
  );
}

function FlagsText() {
  const member = useRecordContext<Member>();
  const translate = useTranslate();
  if (!member) return null;
  const flags = [
    ...(member.isHead ? [translate("flag.head")] : []),
    ...(member.isCounsel ? [translate("flag.counsel")] : []),
  ];
  return flags.join(translate("app.comma"));
}

function ExpiryText() {
  const member = useRecordContext<Member>();
  const translate = useTranslate();
  if (!member) return null;
  if (!member.isActive)
    return <StateMark isOver>{translate("members.ended")}</StateMark>;
  return member.expiresOn ? (
    <DayText on={member.expiresOn} />
  ) : (
    translate("members.noEnd")
  );
}

function MemberActs() {
  const member = useRecordContext<Member>();
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const [open, setOpen] = useState<"change" | "end" | null>(null);
  if (!member) return null;
  const { id, name } = member;
  const close = () => setOpen(null);
  const end = async () => {
    await dataProvider.delete("members", { id, previousData: member });
    await lookAgain("members", "incidents");
  };
  const changeLabel = translate("members.edit.of", { name });
  const endLabel = translate("members.end.of", { name });
  return (
    <Box sx={{ whiteSpace: "nowrap" }}>
      <Tooltip title={changeLabel}>
        <IconButton
          size="small"
          data-keii-edit
          aria-label={changeLabel}
          onClick={() => setOpen("change")}
        >
          <EditIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Tooltip title={endLabel}>
        <IconButton
          size="small"
          aria-label={endLabel}
          onClick={() => setOpen("end")}
        >
          <PersonRemoveIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      {open === "change" && <ChangeMember member={member} onClose={close} />}
      {open === "end" && (
        <ConfirmDialog
          title={translate("members.end.title", { name })}
          sentence={translate("members.end.sentence", { name })}
          submitLabel={translate("members.end")}
          isIrreversible
          onSubmit={end}
          onClose={close}
        />
      )}
    </Box>
  );
}
