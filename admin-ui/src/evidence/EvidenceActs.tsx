import { LinearProgress } from "@mui/material";
import { TextInput, useNotify, useTranslate } from "react-admin";
import {
  EvidenceChange,
  EvidencePurge,
  NewCustodyHandOver,
  NewEvidenceRevision,
  NewEvidenceVerification,
  type Evidence,
  type EvidenceVerification,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { DayTimeInput } from "../app/DayTimeInput.js";
import { useAct, useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { UploadList } from "../app/UploadList.js";
import type { Uploads } from "../app/use-uploads.js";
import { contentOf } from "./AddFiles.js";
import { EvidenceInputs } from "./EvidenceInputs.js";
import { useFileHash } from "./file-hash.js";

interface ActProps {
  file: Evidence;
  onClose: () => void;
}

const history = ["evidence-history", "timeline"];

export function ChangeFile({ file, onClose }: ActProps) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, name, note, category, visibility, counselBasis, received } = file;
  const change = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("evidence", { id, data, previousData: file });
    } finally {
      await lookAgain("evidence", ...history);
    }
  };
  return (
    <ActDialog
      title={translate("evidence.change")}
      sentence={translate("evidence.change.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={EvidenceChange}
      defaultValues={{
        name,
        note,
        category,
        visibility,
        counselBasis,
        received,
        receivedFromId: file.receivedFrom?.id ?? null,
      }}
      onSubmit={change}
      onClose={onClose}
    >
      <EvidenceInputs hasName />
    </ActDialog>
  );
}

/** New content under the next number. */
export function ReviseFile({
  file,
  uploads,
  onClose,
}: ActProps & { uploads: Uploads }) {
  const translate = useTranslate();
  const act = useAct<Evidence>("evidence", history);
  const revise = async () => {
    const [arrived] = await uploads.arrivals();
    if (!arrived) return;
    const { id, version } = file;
    await act({ id, verb: "revisions", version, data: contentOf(arrived) });
    uploads.clear();
  };
  return (
    <ActDialog
      title={translate("evidence.revise")}
      sentence={
        <>
          {translate("evidence.revise.sentence", {
            no: (file.current?.no ?? 0) + 1,
          })}
          <UploadList uploads={uploads} />
        </>
      }
      submitLabel={translate("evidence.revise.submit")}
      contract={NewEvidenceRevision}
      defaultValues={{ sha256: "0".repeat(64), size: 0 }}
      onSubmit={revise}
      onClose={onClose}
    />
  );
}

export function HandOver({ file, onClose }: ActProps) {
  const translate = useTranslate();
  const act = useAct("evidence", history);
  const label = (field: string) => `resources.evidence.fields.${field}`;
  return (
    <ActDialog
      title={translate("evidence.handOver")}
      sentence={translate("evidence.handOver.sentence")}
      submitLabel={translate("evidence.handOver.submit")}
      contract={NewCustodyHandOver}
      defaultValues={{ handedFrom: "", handedTo: "", purpose: "" }}
      onSubmit={(data) => act({ id: file.id, verb: "custody", data })}
      onClose={onClose}
    >
      <TextInput source="handedFrom" label={label("handedFrom")} fullWidth />
      <TextInput source="handedTo" label={label("handedTo")} fullWidth />
      <TextInput source="purpose" label={label("purpose")} fullWidth />
      <DayTimeInput
        source="handedOver"
        dayLabel={label("handedOver")}
        timeLabel={label("handedOverAt")}
      />
    </ActDialog>
  );
}

/** Holds a file at hand against the registered hash, here in the browser. */
export function VerifyFile({ file, held, onClose }: ActProps & { held: File }) {
  const translate = useTranslate();
  const notify = useNotify();
  const act = useAct<EvidenceVerification>("evidence", history);
  const { sha256, share } = useFileHash(held);
  const isMatch = sha256 !== null && sha256 === file.current?.sha256;
  const verify = async () => {
    if (sha256 === null) return;
    const data = { sha256, size: held.size };
    const answer = await act({ id: file.id, verb: "verifications", data });
    notify(answer.isMatch ? "evidence.matches" : "evidence.differs", {
      type: answer.isMatch ? "info" : "warning",
    });
  };
  return (
    <ActDialog
      title={translate("evidence.verify")}
      sentence={
        sha256 === null ? (
          <LinearProgress
            variant="determinate"
            value={share * 100}
            aria-label={translate("evidence.hashing", { name: held.name })}
          />
        ) : (
          translate(isMatch ? "evidence.matches" : "evidence.differs")
        )
      }
      submitLabel={translate("evidence.verify.submit")}
      contract={NewEvidenceVerification}
      defaultValues={{ sha256: "0".repeat(64), size: 0 }}
      onSubmit={verify}
      onClose={onClose}
    />
  );
}

export function PurgeFile({ file, onClose }: ActProps) {
  const translate = useTranslate();
  const act = useAct("evidence", history);
  return (
    <ActDialog
      title={translate("evidence.purge")}
      sentence={translate("evidence.purge.sentence")}
      submitLabel={translate("evidence.purge")}
      isIrreversible
      contract={EvidencePurge}
      defaultValues={{ reason: "" }}
      onSubmit={(data) =>
        act({ id: file.id, verb: "purge", version: file.version, data })
      }
      onClose={onClose}
    >
      <TextInput
        source="reason"
        label="app.reason"
        multiline
        minRows={2}
        fullWidth
      />
    </ActDialog>
  );
}
