import {
  SelectArrayInput,
  TextInput,
  useNotify,
  useTranslate,
} from "react-admin";
import {
  NewPaymentStop,
  PartnerWithdrawal,
  PaymentResumption,
  PaymentStopChange,
  paymentMethods,
  ResumeGateWaiver,
  type PaymentStop,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText, useChoices } from "../app/choices.js";
import { LineChoice } from "../app/LineChoice.js";
import { LinesInput } from "../app/LinesInput.js";
import { MomentInput } from "../app/MomentInput.js";
import {
  useAct,
  useKeiiDataProvider,
  useLookAgain,
  useTellMasked,
} from "../app/saving.js";

/** As exactly as a stop is known. */
const kinds = ["minute", "day"] as const;

interface ActProps {
  stop: PaymentStop;
  onClose: () => void;
}

/** Several sites and methods that were stopped in one go. */
export function StopPayments({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellMasked = useTellMasked();
  const methods = useChoices(paymentMethods, "paymentStops.method");
  const stop = async (data: Record<string, unknown>) => {
    const { meta } = (await dataProvider.create("payment-stops", {
      data,
    })) as { meta?: unknown };
    tellMasked(meta);
    notify("ra.notification.created", { type: "info" });
    await lookAgain("payment-stops", "resume-conditions", "timeline");
  };
  return (
    <ActDialog
      title={translate("paymentStops.add")}
      sentence={translate("paymentStops.add.sentence")}
      submitLabel={translate("app.record")}
      contract={NewPaymentStop}
      defaultValues={{
        sites: [],
        methods: ["card"],
        occurred: { precision: "minute" },
        stoppedBy: "",
        note: "",
        timelineEventId: null,
      }}
      onSubmit={stop}
      onClose={onClose}
    >
      <LinesInput
        source="sites"
        label="paymentStops.sites"
        helperText="paymentStops.sites.hint"
      />
      <SelectArrayInput
        source="methods"
        label="paymentStops.methods"
        choices={methods}
      />
      <MomentInput
        source="occurred"
        label={translate("paymentStops.stopped")}
        kinds={kinds}
      />
      <TextInput
        source="stoppedBy"
        label="paymentStops.stoppedBy"
        parse={asText}
      />
      <TextInput
        source="note"
        label="paymentStops.note"
        parse={asText}
        multiline
        fullWidth
      />
      <LineChoice />
    </ActDialog>
  );
}

export function ResumePayment({ stop, onClose }: ActProps) {
  const translate = useTranslate();
  const act = useAct("payment-stops", ["timeline"]);
  const { id, version } = stop;
  return (
    <ActDialog
      title={useTitle(stop, "resume")}
      sentence={translate("paymentStops.resume.sentence")}
      submitLabel={translate("paymentStops.resume.submit")}
      contract={PaymentResumption}
      defaultValues={{
        occurred: { precision: "minute" },
        resumedBy: "",
        timelineEventId: null,
      }}
      onSubmit={(data) => act({ id, verb: "resume", version, data })}
      onClose={onClose}
    >
      <MomentInput
        source="occurred"
        label={translate("paymentStops.resumed")}
        kinds={kinds}
      />
      <TextInput
        source="resumedBy"
        label="paymentStops.resumedBy"
        parse={asText}
      />
      <LineChoice />
    </ActDialog>
  );
}

export function WaiveGate({ stop, onClose }: ActProps) {
  const translate = useTranslate();
  const act = useAct("payment-stops");
  const { id, version, openConditionCount } = stop;
  return (
    <ActDialog
      title={useTitle(stop, "waive")}
      sentence={translate("paymentStops.waive.sentence", {
        smart_count: openConditionCount,
      })}
      submitLabel={translate("paymentStops.waive")}
      isIrreversible
      contract={ResumeGateWaiver}
      onSubmit={(data) => act({ id, verb: "waive", version, data })}
      onClose={onClose}
    >
      <TextInput source="reason" label="app.reason" multiline fullWidth />
    </ActDialog>
  );
}

export function CorrectStop({ stop, onClose }: ActProps) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, site, stopped, stoppedBy, note, resumed } = stop;
  const correct = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("payment-stops", {
        id,
        data,
        previousData: stop,
      });
    } finally {
      await lookAgain("payment-stops", "timeline");
    }
  };
  const shaped = ({ on, at }: { on: string; at: string | null }) => ({
    precision: at === null ? "day" : "minute",
    on,
    at,
  });
  return (
    <ActDialog
      title={useTitle(stop, "correct")}
      sentence={translate("paymentStops.correct.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={PaymentStopChange}
      defaultValues={{
        site,
        occurred: shaped(stopped),
        stoppedBy,
        note,
        ...(resumed && { resumed: shaped(resumed) }),
      }}
      onSubmit={correct}
      onClose={onClose}
    >
      <TextInput source="site" label="paymentStops.site" fullWidth />
      <MomentInput
        source="occurred"
        label={translate("paymentStops.stopped")}
        kinds={kinds}
      />
      {resumed && (
        <MomentInput
          source="resumed"
          label={translate("paymentStops.resumed")}
          kinds={kinds}
        />
      )}
      <TextInput
        source="stoppedBy"
        label="paymentStops.stoppedBy"
        parse={asText}
      />
      <TextInput
        source="note"
        label="paymentStops.note"
        parse={asText}
        multiline
        fullWidth
      />
      <TextInput source="reason" label="app.reason" multiline fullWidth />
    </ActDialog>
  );
}

export function WithdrawStop({ stop, onClose }: ActProps) {
  const translate = useTranslate();
  const act = useAct("payment-stops", ["timeline"]);
  const { id, version } = stop;
  return (
    <ActDialog
      title={useTitle(stop, "withdraw")}
      sentence={translate("paymentStops.withdraw.sentence")}
      submitLabel={translate("paymentStops.withdraw")}
      isIrreversible
      contract={PartnerWithdrawal}
      onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
      onClose={onClose}
    >
      <TextInput source="reason" label="app.reason" multiline fullWidth />
    </ActDialog>
  );
}

function useTitle({ site, method }: PaymentStop, act: string): string {
  const translate = useTranslate();
  return `${site} (${translate(`paymentStops.method.${method}`)}): ${translate(`paymentStops.${act}`)}`;
}
