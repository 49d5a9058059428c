import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Hashes a file of any size as it is read, off the screen's thread. Answers shares, then the hash. */
export type HashAnswer = { share: number } | { sha256: string };

async function answer(file: Blob): Promise<void> {
  const hash = sha256.create();
  const reader = file.stream().getReader();
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    hash.update(value);
    read += value.length;
    self.postMessage({ share: read / file.size } satisfies HashAnswer);
  }
  self.postMessage({ sha256: bytesToHex(hash.digest()) } satisfies HashAnswer);
}

self.onmessage = ({ data }: MessageEvent<Blob>) => {
  void answer(data);
};
