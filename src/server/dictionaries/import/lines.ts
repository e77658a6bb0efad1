import { importLimits } from "./limits.ts";
import { ImportProblem } from "./problems.ts";

/** Decodes bytes to text, piece by piece. */
export function* decode(bytes: Iterable<Uint8Array>, encoding: "utf-8" | "euc-jp" = "utf-8"): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The lines of a text that comes in pieces, without their line breaks. */
export function* readLines(pieces: Iterable<string>): Generator<string> {
  let rest = "";
  for (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > importLimits.pieceLength) throw new ImportProblem("damaged", "a line does not end");
    for (const line of lines) yield line.replace(/\r$/, "");
  }
  if (rest !== "") yield rest.replace(/\r$/, "");
}
