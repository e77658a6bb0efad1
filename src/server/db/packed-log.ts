import { parseJson } from "#shared/parse-json.ts";
import { pack, unpack } from "./pack.ts";

/**
 * Packs the log of an ended answer, whose text is stored beside it. The packed log is a JSON array with one element for each event: the event,
 * or only the length of a piece of that text. A string is an event that is not JSON.
 */
export function packLog(id: string, events: readonly string[], text: string): Uint8Array {
  const pieces = events.map(readPiece);
  const isText = text.isWellFormed() && pieces.filter((piece) => piece !== null).join("") === text;
  const elements = events.map((event, index) => {
    const piece = pieces[index];
    if (isText && typeof piece === "string") return piece.length;
    return isObject(event) ? event : JSON.stringify(event);
  });
  return pack(`[${elements.join(",")}]`, id + text);
}

/** The events of a packed log, byte for byte. Null if it cannot be read. */
export function unpackLog(id: string, log: Uint8Array, text: string): string[] | null {
  const elements = readElements(id, log, text);
  let at = 0;
  return (
    elements &&
    elements.map((element) => {
      if (typeof element === "string") return element;
      return typeof element === "number" ? toPiece(text.slice(at, (at += element))) : JSON.stringify(element);
    })
  );
}

/** The same events as values, to be folded: pieces of text that follow each other are joined. Null if the log cannot be read. */
export function unpackEvents(id: string, log: Uint8Array, text: string): unknown[] | null {
  const elements = readElements(id, log, text);
  if (!elements) return null;
  const events: unknown[] = [];
  let at = 0;
  let from = 0;
  const endText = () => {
    if (at > from) events.push({ type: "text", text: text.slice(from, at) });
    from = at;
  };
  for (const element of elements) {
    if (typeof element === "number") at += element;
    else {
      endText();
      events.push(typeof element === "string" ? parseJson(element) : element);
    }
  }
  endText();
  return events;
}

function readElements(id: string, log: Uint8Array, text: string): unknown[] | null {
  const elements = parseJson(unpack(log, id + text) ?? "");
  return Array.isArray(elements) ? elements : null;
}

const toPiece = (text: string) => JSON.stringify({ type: "text", text });
const start = toPiece("").slice(0, -'"}'.length);

/** The text of a `text` event that `toPiece` writes in the same way. */
function readPiece(event: string): string | null {
  const text = event.startsWith(start) ? parseJson(event.slice(start.length - 1, -1)) : null;
  return typeof text === "string" && toPiece(text) === event ? text : null;
}

const isObject = (event: string) => event.startsWith("{") && JSON.stringify(parseJson(event)) === event;
