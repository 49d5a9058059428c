import { Box, Button } from "@mui/material";
import {
  DataTable,
  SelectInput,
  TextInput,
  useCreatePath,
  useRecordContext,
  useRedirect,
  useTranslate,
} from "react-admin";
import { Link } from "react-router";
import {
  partnerRequestKinds,
  partnerStandings,
  standingAnswer,
  type PartnerRequest,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { MomentText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { PaymentStops } from "./PaymentStops.js";
import { StandingMark } from "./StandingMark.js";
import { usePartnerWords } from "./use-partner-words.js";

/** What was asked of partners and what they said; below it, which payments were stopped. */
export function PartnerList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const goTo = useRedirect();
  const mayWrite = useMay("partners.write");
  const kinds = useChoices(partnerRequestKinds, "partners.kind");
  const standings = useChoices(partnerStandings, "partners.standing");
  const add = mayWrite && (
    <Button
      variant="contained"
      component={Link}
      to={createPath({ resource: "partners", type: "create" })}
    >
      {translate("partners.add")}
    </Button>
  );
  return (
    <>
      <ListPage
        title="partners.title"
        isPrivate
        sort={{ field: "occurred", order: "DESC" }}
        filters={[
          <TextInput key="q" source="q" alwaysOn resettable />,
          <SelectInput
            key="standing"
            source="standing"
            choices={standings}
            alwaysOn
          />,
          <SelectInput key="kind" source="kind" choices={kinds} alwaysOn />,
        ]}
        onNew={mayWrite ? () => goTo("create", "partners") : undefined}
        actions={add}
        empty={
          <Empty
            title="partners.empty.title"
            text="partners.empty.text"
            example="partners.empty.example"
          >
            {add}
          </Empty>
        }
      >
        <RecordTable rowClick="show">
          <DataTable.Col source="partyId" disableSort>
            <PartyText />
          </DataTable.Col>
          <DataTable.Col source="kind" disableSort>
            <RequestText />
          </DataTable.Col>
          <DataTable.Col
            source="occurred"
            render={({ occurred }: PartnerRequest) => (
              <MomentText moment={occurred} />
            )}
          />
          <DataTable.Col
            source="standing"
            disableSort
            render={({ standing }: PartnerRequest) => (
              <StandingMark standing={standing} />
            )}
          />
          <DataTable.Col source="answer" disableSort>
            <AnswerText />
          </DataTable.Col>
        </RecordTable>
      </ListPage>
      <PaymentStops />
    </>
  );
}

function PartyText() {
  const request = useRecordContext<PartnerRequest>();
  const { partyName } = usePartnerWords();
  if (!request) return null;
  const isBack = request.standing === "withdrawn";
  return (
    <Box
      component="b"
      sx={{ textDecoration: isBack ? "line-through" : undefined }}
    >
      {partyName(request)}
    </Box>
  );
}

function RequestText() {
  const request = useRecordContext<PartnerRequest>();
  const translate = useTranslate();
  if (!request) return null;
  const { kind, text } = request;
  const name = translate(`partners.kind.${kind}`);
  return (
    <span>{kind === "other" || !text ? text || name : `${name}: ${text}`}</span>
  );
}

/** The answer that holds: when, by whom, in which words. */
function AnswerText() {
  const request = useRecordContext<PartnerRequest>();
  const answer = request ? standingAnswer(request.answers) : null;
  if (!answer) return null;
  const said = [answer.answeredBy, answer.words].filter(Boolean).join(" · ");
  return (
    <span>
      <MomentText moment={answer.occurred} /> {said}
    </span>
  );
}
