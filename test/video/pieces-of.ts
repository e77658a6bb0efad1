import fs from "node:fs";

/** The pieces of a clip with fragments, each with the beginning of the file in front, as the server answers them. */
export function piecesOf(path: string): Buffer[] {
  const bytes = fs.readFileSync(path);
  const boxes: { type: string; data: Buffer }[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + bytes.readUInt32BE(at);
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), data: bytes.subarray(at, end) });
    at = end;
  }
  const header = boxes.filter(({ type }) => type === "ftyp" || type === "moov").map(({ data }) => data);
  return boxes.flatMap(({ type, data }, index) => {
    const next = boxes[index + 1];
    return type === "moof" && next ? [Buffer.concat([...header, data, next.data])] : [];
  });
}
