import {
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import {
  TextInput,
  useCreatePath,
  useListContext,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { GivenListWithdrawal, inLanguage, type GivenList } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { CopyButton } from "../app/CopyButton.js";
import { Empty } from "../app/Empty.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { useIsFresh } from "../app/live.js";
import { DayText } from "../app/MomentText.js";
import { useAct } from "../app/saving.js";
import { numberText } from "../app/use-count-text.js";
import { WideTable } from "../app/WideTable.js";
import { ToScope } from "./ToScope.js";

/** The lists that others gave, each with its hash. */
export function GivenListList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const mayWrite = useMay("scope.write");
  const create = createPath({ resource: "given-lists", type: "create" });
  const add = mayWrite && (
    <Button component={Link} to={create} variant="contained">
      {translate("givenLists.add")}
    </Button>
  );
  return (
    <ListPage
      title="givenLists.title"
      sort={{ field: "no", order: "ASC" }}
      hasColumns={false}
      hasExports={false}
      onNew={mayWrite ? () => void navigate(create) : undefined}
      actions={
        <>
          <ToScope />
          {add}
        </>
      }
      empty={
        <Empty
          title="givenLists.empty.title"
          text="givenLists.empty.text"
          example="givenLists.empty.example"
        >
          {add}
        </Empty>
      }
    >
      <Rows mayWrite={mayWrite} />
    </ListPage>
  );
}

function Rows({ mayWrite }: { mayWrite: boolean }) {
  const translate = useTranslate();
  const { data = [] } = useListContext<GivenList>();
  const label = (field: string) =>
    translate(`resources.given-lists.fields.${field}`);
  return (
    <WideTable label={translate("givenLists.title")}>
      <Table size="small" sx={{ fontVariantNumeric: "tabular-nums" }}>
        <TableHead>
          <TableRow>
            <TableCell>{label("name")}</TableCell>
            <TableCell>{label("kind")}</TableCell>
            <TableCell align="right">{label("items")}</TableCell>
            <TableCell>{label("giverId")}</TableCell>
            <TableCell>{label("receivedOn")}</TableCell>
            <TableCell>{label("fileName")}</TableCell>
            <TableCell>{label("sha256")}</TableCell>
            {mayWrite && <TableCell>{translate("app.acts")}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map((list) => (
            <ListRow key={list.id} list={list} mayWrite={mayWrite} />
          ))}
        </TableBody>
      </Table>
    </WideTable>
  );
}

function ListRow({ list, mayWrite }: { list: GivenList; mayWrite: boolean }) {
  const translate = useTranslate();
  const language = useLanguage();
  const isFresh = useIsFresh();
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const { id, no, name, kind, items, giver, sha256, withdrawalReason } = list;
  const isOver = withdrawalReason !== null;
  return (
    <TableRow className={isFresh("given-lists", id) ? "keii-fresh" : undefined}>
      <TableCell
        component="th"
        scope="row"
        sx={isOver ? { textDecoration: "line-through" } : undefined}
      >
        {no}. {name}
      </TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        {translate(`givenLists.kind.${kind}`)}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: "nowrap" }}>
        {translate("givenLists.items", {
          count: numberText(items),
          smart_count: items,
        })}
      </TableCell>
      <TableCell>
        {inLanguage(giver.shortName ?? giver.officialName, language)}
      </TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        <DayText on={list.receivedOn} />
      </TableCell>
      <TableCell sx={{ overflowWrap: "anywhere" }}>{list.fileName}</TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        <Box component="code" title={sha256}>
          {sha256.slice(0, 12)}…
        </Box>
        <CopyButton text={sha256} label="givenLists.copyHash" />
      </TableCell>
      {mayWrite && (
        <TableCell>
          {isOver ? (
            translate("givenFigures.withdrawn", { reason: withdrawalReason })
          ) : (
            <Button
              size="small"
              color="inherit"
              aria-label={translate("givenLists.withdrawOf", { name })}
              onClick={() => setIsWithdrawing(true)}
            >
              {translate("givenFigures.withdraw")}
            </Button>
          )}
          {isWithdrawing && (
            <WithdrawList list={list} onClose={() => setIsWithdrawing(false)} />
          )}
        </TableCell>
      )}
    </TableRow>
  );
}

function WithdrawList({
  list,
  onClose,
}: {
  list: GivenList;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const act = useAct<GivenList>("given-lists");
  const { id, version, name } = list;
  return (
    <ActDialog
      title={translate("givenLists.withdraw.title", { name })}
      sentence={translate("givenLists.withdraw.sentence")}
      submitLabel={translate("givenFigures.withdraw")}
      isIrreversible
      contract={GivenListWithdrawal}
      defaultValues={{ reason: "" }}
      onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
      onClose={onClose}
    >
      <TextInput
        source="reason"
        label="app.reason"
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
    </ActDialog>
  );
}
