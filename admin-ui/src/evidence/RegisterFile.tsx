import { LinearProgress } from "@mui/material";
import { useTranslate } from "react-admin";
import { NewEvidence } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { nameOf } from "./AddFiles.js";
import { EvidenceInputs } from "./EvidenceInputs.js";
import { useFileHash } from "./file-hash.js";
import { TellInputs } from "./TellInputs.js";

/** Registers a file by its hash, computed here; the file stays where it is. */
export function RegisterFile({
  file,
  onClose,
}: {
  file: File;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { sha256, share } = useFileHash(file);
  const content = {
    size: file.size,
    mediaType: file.type.slice(0, 200),
    originalName: nameOf(file, 255),
  };
  const register = async (data: Record<string, unknown>) => {
    if (sha256 === null) return;
    await dataProvider.create("evidence", {
      data: { ...data, ...content, sha256 },
    });
    await lookAgain("evidence", "timeline");
  };
  const sentence =
    sha256 === null ? (
      <>
        {translate("evidence.hashing", { name: nameOf(file) })}
        <LinearProgress
          variant="determinate"
          value={share * 100}
          aria-label={translate("evidence.hashing", { name: nameOf(file) })}
        />
      </>
    ) : (
      <>
        {translate("evidence.register.sentence")}
        <br />
        <code style={{ wordBreak: "break-all" }}>{sha256}</code>
      </>
    );
  return (
    <ActDialog
      key={sha256 === null ? "hashing" : "known"}
      title={translate("evidence.register")}
      sentence={sentence}
      submitLabel={translate("evidence.register.submit")}
      contract={NewEvidence}
      defaultValues={{
        name: nameOf(file),
        category: "preserved_image",
        visibility: "internal",
        received: null,
        receivedFromId: null,
        note: "",
        isTold: false,
        timelineEventId: null,
        sha256: sha256 ?? "",
        size: file.size,
      }}
      onSubmit={register}
      onClose={onClose}
    >
      {sha256 !== null && (
        <>
          <EvidenceInputs hasName />
          <TellInputs />
        </>
      )}
    </ActDialog>
  );
}
