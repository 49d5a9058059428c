import { NumberInput, SelectInput, TextInput, useTranslate } from "react-admin";
import { ResourceContextProvider } from "ra-core";
import {
  GivenFigureWithdrawal,
  NewGivenFigure,
  scopeUnits,
  type GivenFigure,
  type ScopeRun,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText, useChoices } from "../app/choices.js";
import { DayInput } from "../app/MomentInput.js";
import { PartyInput } from "../app/PartyInput.js";
import { useAct, useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { useCountText } from "../app/use-count-text.js";
import { useNow } from "../app/use-now.js";
import { circled } from "../exposures/exposure-text.js";
import { useExposures } from "../exposures/records.js";

const label = (field: string) => `resources.given-figures.fields.${field}`;

/** A figure that a forensic firm, a processor or an issuer gave. */
export function AddGivenFigure({
  run,
  onClose,
}: {
  run: ScopeRun | undefined;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { today } = useNow();
  const units = useChoices(scopeUnits, "scope.unit");
  const exposures = useExposures() ?? run?.exposures ?? [];
  return (
    <ResourceContextProvider value="given-figures">
      <ActDialog
        title={translate("givenFigures.add")}
        sentence={translate("givenFigures.sentence")}
        submitLabel={translate("app.record")}
        contract={NewGivenFigure}
        defaultValues={{
          giverId: null,
          count: null,
          unit: "cards",
          exposureNo: null,
          receivedOn: today,
          source: "",
        }}
        onSubmit={async (data) => {
          await dataProvider.create("given-figures", { data });
          await lookAgain("given-figures");
        }}
        onClose={onClose}
      >
        <PartyInput
          source="giverId"
          label={label("giverId")}
          roles={["forensic_firm", "acquirer", "payment_service_provider"]}
        />
        <NumberInput source="count" label={label("count")} min={0} fullWidth />
        <SelectInput
          source="unit"
          label={label("unit")}
          choices={units}
          fullWidth
        />
        <SelectInput
          source="exposureNo"
          label={label("exposureNo")}
          choices={exposures.map(({ no, name }) => ({
            id: no,
            name: `${circled(no)} ${name}`,
          }))}
          emptyText="givenFigures.whole"
          parse={(value: number | string) =>
            value === "" ? null : Number(value)
          }
          fullWidth
        />
        <DayInput source="receivedOn" label={label("receivedOn")} />
        <TextInput
          source="source"
          label={label("source")}
          parse={asText}
          fullWidth
        />
      </ActDialog>
    </ResourceContextProvider>
  );
}

export function WithdrawGivenFigure({
  figure,
  onClose,
}: {
  figure: GivenFigure;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const countText = useCountText();
  const act = useAct<GivenFigure>("given-figures");
  const { id, version, unit, count } = figure;
  return (
    <ActDialog
      title={translate("givenFigures.withdraw")}
      sentence={translate("givenFigures.withdraw.sentence", {
        count: countText(unit, count),
      })}
      submitLabel={translate("givenFigures.withdraw")}
      isIrreversible
      contract={GivenFigureWithdrawal}
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
