import { useCallback } from "react";
import { safeFileName, type Evidence } from "@keii/shared";
import { useKeiiDataProvider, useLookAgain, useTellRefusal } from "./saving.js";
import type { Uploads } from "./use-uploads.js";

/** Makes files of the case of what was uploaded, and answers them; `more` is said of each. */
export function useKeepFiles(
  uploads: Uploads,
): (more?: { attachedLineId: string }) => Promise<Evidence[]> {
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellRefusal = useTellRefusal();
  const { arrivals, clear } = uploads;
  return useCallback(
    async (more) => {
      const arrived = await arrivals();
      const made: Evidence[] = [];
      if (arrived.length === 0) return made;
      try {
        for (const { file, upload } of arrived) {
          const name = safeFileName(file.name).slice(0, 200);
          const { id: uploadId, sha256, size } = upload;
          const { data } = await dataProvider.create<Evidence>("evidence", {
            data: {
              name,
              originalName: name,
              mediaType: file.type.slice(0, 200),
              category: file.type.startsWith("image/") ? "photo" : "document",
              uploadId,
              sha256,
              size,
              ...more,
            },
          });
          made.push(data);
        }
        clear();
      } catch (error) {
        tellRefusal(error);
      }
      await lookAgain("evidence", "evidence/links");
      return made;
    },
    [arrivals, clear, dataProvider, lookAgain, tellRefusal],
  );
}

/** Makes files of what was uploaded and attaches them to a line of the timeline. */
export function useAttach(
  uploads: Uploads,
): (timelineEventId: string) => Promise<void> {
  const keep = useKeepFiles(uploads);
  return useCallback(
    async (attachedLineId) => {
      await keep({ attachedLineId });
    },
    [keep],
  );
}
