import { useCallback } from "react";
import { safeFileName } from "@keii/shared";
import { useKeiiDataProvider, useLookAgain, useTellRefusal } from "./saving.js";
import type { Uploads } from "./use-uploads.js";

/** Makes files of what was uploaded and attaches them to a line of the timeline. */
export function useAttach(
  uploads: Uploads,
): (timelineEventId: string) => Promise<void> {
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellRefusal = useTellRefusal();
  const { arrivals, clear } = uploads;
  return useCallback(
    async (attachedLineId) => {
      const arrived = await arrivals();
      if (arrived.length === 0) return;
      try {
        for (const { file, upload } of arrived) {
          const name = safeFileName(file.name).slice(0, 200);
          const { id: uploadId, sha256, size } = upload;
          await dataProvider.create("evidence", {
            data: {
              name,
              originalName: name,
              mediaType: file.type.slice(0, 200),
              category: file.type.startsWith("image/") ? "photo" : "document",
              uploadId,
              sha256,
              size,
              attachedLineId,
            },
          });
        }
        clear();
      } catch (error) {
        tellRefusal(error);
      }
      await lookAgain("evidence", "evidence/links");
    },
    [arrivals, clear, dataProvider, lookAgain, tellRefusal],
  );
}
