import { BooleanInput, useNotify, useTranslate } from "react-admin";
import { useWatch } from "react-hook-form";
import { useMemo, useState } from "react";
import { NewEvidence, safeFileName } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { LineChoice } from "../app/LineChoice.js";
import {
  useKeiiDataProvider,
  useLookAgain,
  useTellMasked,
} from "../app/saving.js";
import { UploadList } from "../app/UploadList.js";
import type { Arrival, Uploads } from "../app/use-uploads.js";
import { EvidenceInputs } from "./EvidenceInputs.js";

/** Says what the files are while they are on their way, and makes files of the case of them. */
export function AddFiles({
  uploads,
  onClose,
}: {
  uploads: Uploads;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const notify = useNotify();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellMasked = useTellMasked();
  const [first] = useState(uploads.list[0]);
  const isSingle = uploads.list.length <= 1;
  const defaults = useMemo(
    () => ({
      name: first ? nameOf(first.file) : "",
      category: first?.file.type.startsWith("image/") ? "photo" : "document",
      visibility: "internal",
      received: null,
      receivedFromId: null,
      note: "",
      isTold: false,
      timelineEventId: null,
      // Stand in until the content has told its own.
      sha256: "0".repeat(64),
      size: 0,
    }),
    [first],
  );
  const add = async (data: Record<string, unknown>) => {
    const arrived = await uploads.arrivals();
    for (const one of arrived) {
      const { meta } = (await dataProvider.create("evidence", {
        data: {
          ...data,
          ...contentOf(one),
          ...(!isSingle && { name: nameOf(one.file) }),
        },
      })) as { meta?: unknown };
      tellMasked(meta);
    }
    uploads.clear();
    if (arrived.length > 0)
      notify("ra.notification.created", {
        type: "info",
        messageArgs: { smart_count: arrived.length },
      });
    await lookAgain("evidence", "evidence/links", "timeline");
  };
  const close = () => {
    for (const { key } of uploads.list) uploads.remove(key);
    onClose();
  };
  return (
    <ActDialog
      title={translate("evidence.add")}
      sentence={<UploadList uploads={uploads} />}
      submitLabel={translate("evidence.add.submit")}
      contract={NewEvidence}
      defaultValues={defaults}
      onSubmit={add}
      onClose={close}
    >
      <EvidenceInputs hasName={isSingle} />
      <TellInputs />
    </ActDialog>
  );
}

/** Where a day of receipt is given, its line of the timeline may be written or found. */
function TellInputs() {
  const received = useWatch<Record<string, unknown>>({ name: "received" });
  if (!received) return null;
  return (
    <>
      <BooleanInput source="isTold" label="evidence.tell" />
      <LineChoice momentSource="received" />
    </>
  );
}

/** Content that has arrived, as a file's newest revision. */
export function contentOf({ file, upload }: Arrival) {
  return {
    uploadId: upload.id,
    sha256: upload.sha256,
    size: upload.size,
    mediaType: file.type.slice(0, 200),
    originalName: nameOf(file, 255),
  };
}

export function nameOf(file: File, longest = 200): string {
  return safeFileName(file.name).slice(0, longest);
}
