import { parseJson } from "#shared/parse-json.ts";
import { importLimits } from "./limits.ts";
import { ImportProblem } from "./problems.ts";

/**
 * The elements of a JSON array that comes in pieces, one at a time: a bank may hold a million of them, and parsing it as a whole would
 * take a gigabyte. Throws `damaged` if the array is cut or an element is not JSON.
 */
export function* readJsonElements(pieces: Iterable<string>): Generator<unknown> {
  let element = "";
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let isClosed = false;
  for (const piece of pieces) {
    let from = 0;
    for (let index = 0; index < piece.length; index++) {
      const letter = piece[index]!;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (letter === "\\") isEscaped = true;
        else if (letter === '"') isInString = false;
        continue;
      }
      if (letter === '"') isInString = true;
      else if (letter === "[" || letter === "{") {
        depth++;
        if (depth === 1) {
          const before = element + piece.slice(from, index);
          if (letter !== "[" || isClosed || before.trim() !== "")
            throw new ImportProblem("damaged", "not a JSON array");
          element = "";
          from = index + 1;
        }
      } else if (letter === "]" || letter === "}") {
        depth--;
        if (depth < 0) throw new ImportProblem("damaged", "brackets do not match");
      }
      const isEnd: boolean = depth === 0 && letter === "]" && !isClosed;
      if (isEnd || (depth === 1 && letter === ",")) {
        element += piece.slice(from, index);
        from = index + 1;
        isClosed ||= isEnd;
        if (!(isEnd && element.trim() === "")) yield parseElement(element);
        element = "";
      }
    }
    element += piece.slice(from);
    if (element.length > importLimits.pieceLength) throw new ImportProblem("damaged", "an element does not end");
  }
  if (!isClosed || depth !== 0 || element.trim() !== "")
    throw new ImportProblem("damaged", "the JSON array is incomplete");
}

function parseElement(text: string): unknown {
  const value = parseJson(text);
  if (value === undefined) throw new ImportProblem("damaged", "an element is not JSON");
  return value;
}
