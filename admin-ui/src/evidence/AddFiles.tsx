import { useNotify, useTranslate } from "react-admin";
import { useEffect, useMemo, useState } from "react";
import {
  NewEvidence,
  safeFileName,
  type EvidenceCategory,
  type Learned,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useZone } from "../app/Incident.js";
import {
  useKeiiDataProvider,
  useLookAgain,
  useTellMasked,
} from "../app/saving.js";
import { UploadList } from "../app/UploadList.js";
import type { Arrival, Uploads } from "../app/use-uploads.js";
import { isMail, readMailHead } from "./eml.js";
import { EvidenceInputs } from "./EvidenceInputs.js";
import { TellInputs } from "./TellInputs.js";

interface AddFilesProps {
  uploads: Uploads;
  onClose: () => void;
}

/** Says what the files are while they are on their way, and makes files of the case of them. */
export function AddFiles(props: AddFilesProps) {
  const [first] = useState(props.uploads.list[0]);
  const said = useSaid(first?.file);
  return said && <SaidFiles {...props} said={said} />;
}

/** What a file says of itself; undefined while it is looked at. */
function useSaid(file: File | undefined): Said | undefined {
  const saidOf = useSaidOf();
  const [said, setSaid] = useState<Said>();
  useEffect(() => {
    let isGone = false;
    void saidOf(file).then((found) => {
      if (!isGone) setSaid(found);
    });
    return () => {
      isGone = true;
    };
  }, [file]);
  return said;
}

interface Said {
  name?: string;
  category?: EvidenceCategory;
  received?: Learned | null;
  note?: string;
}

/** A mail tells its subject, its sender and when it was sent; of anything else its kind is told. */
function useSaidOf(): (file: File | undefined) => Promise<Said> {
  const translate = useTranslate();
  const zone = useZone();
  return async (file) => {
    if (!file || !isMail(file)) return {};
    try {
      const { subject, from, sent } = await readMailHead(file, zone);
      return {
        category: "correspondence",
        received: sent,
        ...(subject !== "" && { name: subject.slice(0, 200) }),
        ...(from !== "" && { note: translate("evidence.mailFrom", { from }) }),
      };
    } catch {
      // Not a mail after all: a file like any other.
      return {};
    }
  };
}

function SaidFiles({ uploads, onClose, said }: AddFilesProps & { said: Said }) {
  const translate = useTranslate();
  const notify = useNotify();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellMasked = useTellMasked();
  const saidOf = useSaidOf();
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
      ...(isSingle && said),
      isTold: false,
      timelineEventId: null,
      // Stand in until the content has told its own.
      sha256: "0".repeat(64),
      size: 0,
    }),
    [first, isSingle, said],
  );
  const add = async (data: Record<string, unknown>) => {
    const arrived = await uploads.arrivals();
    for (const one of arrived) {
      const { meta } = (await dataProvider.create("evidence", {
        data: {
          ...data,
          ...contentOf(one),
          ...(!isSingle && {
            name: nameOf(one.file),
            ...(await saidOf(one.file)),
          }),
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
