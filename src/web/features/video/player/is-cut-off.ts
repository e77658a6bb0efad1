import { readBoxHead } from "#web/features/video/captions/embedded/boxes.ts";
import { ids, readHead } from "#web/features/video/captions/embedded/ebml.ts";

/**
 * Whether the end of a file is missing, as of a download that was stopped: MP4 and Matroska say in front how long they are. Reads only the heads of
 * their parts. False for a file that does not say how long it is.
 */
export async function isCutOff(file: Blob): Promise<boolean> {
  const header = readHead(await headAt(file, 0));
  if (header?.id !== ids.header) return isMp4CutOff(file);
  const at = header.length + (header.size ?? file.size);
  const segment = readHead(await headAt(file, at));
  return segment?.id === ids.segment && segment.size !== null && at + segment.length + segment.size > file.size;
}

/** A film in fragments has thousands of them. */
const mostBoxes = 300;

async function isMp4CutOff(file: Blob): Promise<boolean> {
  let at = 0;
  for (let count = 0; at < file.size && count < mostBoxes; count++) {
    const head = readBoxHead(await headAt(file, at), file.size - at);
    if (!head || (count === 0 && head.type !== "ftyp")) return false;
    at += head.size;
  }
  return at > file.size;
}

const headAt = async (file: Blob, at: number) => new Uint8Array(await file.slice(at, at + 16).arrayBuffer());
