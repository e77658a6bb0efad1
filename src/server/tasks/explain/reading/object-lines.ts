import { isLabel } from "./tables.ts";

/** `lines`: what the JSON says, as lines of the usual form. `end`: where the JSON ends; null if it is not complete. */
export type ObjectLines = { lines: string[]; end: number | null };

/** Whether a text begins like JSON. `unclear`: the next signs will tell. */
export function beginsObject(text: string): boolean | "unclear" {
  if (/^\s*(?:\{\s*(?:["'“}]|\d+\s*:)|\[\s*["“{[])/.test(text)) return true;
  return /^\s*(?:[{[]\s*|\{\s*\d+\s*)?$/.test(text) ? "unclear" : false;
}

type Value = { text: string } | { members: Member[] };
type Member = { key: string; value: Value };

/** A deeper bracket is read as text. The reader calls itself for each level. */
const mostDepth = 20;

/**
 * Reads JSON of any shape, also cut off or with small mistakes, as lines: `{"1 猫": "cat"}` → `1 猫: cat`.
 * The lines of a longer text begin with those of its beginning, so it can be read while it is written.
 */
export function readObjectLines(text: string, isEnd: boolean): ObjectLines {
  const lines: string[] = [];
  let at = 0;
  const space = () => {
    while (/[\s,]/.test(text[at] ?? "")) at += 1;
  };

  /** Null: the text ends before the value does. */
  function value(depth: number, onMember?: (member: Member, index: number) => void): Value | null {
    space();
    const open = text[at];
    if (open === undefined) return null;
    if ((open === "{" || open === "[") && depth < mostDepth) {
      at += 1;
      return members(open === "{" ? "}" : "]", depth, onMember);
    }
    const found = open === '"' || open === "'" || open === "“" ? quoted(open) : bare();
    return found === null ? null : { text: found };
  }

  function members(close: string, depth: number, onMember?: (member: Member, index: number) => void): Value | null {
    const found: Member[] = [];
    for (;;) {
      space();
      const sign = text[at];
      if (sign === undefined) return isEnd ? { members: found } : null;
      if (sign === "}" || sign === "]") {
        at += 1;
        return { members: found };
      }
      const member = close === "}" ? pair(depth) : element(depth);
      if (member === null) return isEnd ? { members: found } : null;
      onMember?.(member, found.length);
      found.push(member);
    }
  }

  function pair(depth: number): Member | null {
    const key = value(depth + 1);
    if (key === null) return null;
    space();
    if (text[at] !== ":" && text[at] !== "：") return text[at] === undefined ? null : { key: "", value: key };
    at += 1;
    const said = value(depth + 1);
    return said && { key: "text" in key ? key.text : "", value: said };
  }

  function element(depth: number): Member | null {
    const said = value(depth + 1);
    return said && { key: "", value: said };
  }

  /** A quotation mark ends the text only in front of a sign of JSON, because models forget to escape. */
  function quoted(open: string): string | null {
    const close = open === "“" ? "”" : open;
    for (let index = at + 1; index < text.length; index += 1) {
      if (text[index] === "\\") index += 1;
      else if (text[index] === close) {
        const next = /^\s*(.)/s.exec(text.slice(index + 1))?.[1];
        if (next === undefined && !isEnd) return null;
        if (next !== undefined && !/[,:：}\]"]/.test(next)) continue;
        const found = text.slice(at + 1, index);
        at = index + 1;
        return unescape(found);
      }
    }
    if (!isEnd) return null;
    const found = text.slice(at + 1);
    at = text.length;
    return unescape(found);
  }

  function bare(): string | null {
    const found = /^[^,:{}[\]\n]+/.exec(text.slice(at))?.[0] ?? text[at] ?? "";
    if (at + found.length === text.length && !isEnd) return null;
    at += found.length;
    return found.trim();
  }

  // {"number": 1, "meaning": "cat"} on a line of its own
  let row: Member[] | null = null;
  const whole = value(0, (member, index) => {
    if (index === 0 && (isLabel(member.key, "number") || isLabel(member.key, "word"))) row = [];
    if (row) row.push(member);
    else lines.push(...memberLines(member, index, true));
  });
  if (row && whole) lines.push(...memberLines({ key: "", value: { members: row } }, 0, false));
  return { lines, end: whole === null || at > text.length ? null : at };
}

const unescape = (text: string) =>
  text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[nrt]/g, " ")
    .replace(/\\(.)/g, "$1")
    .replace(/\s+/g, " ")
    .trim();

function memberLines({ key, value }: Member, index: number, isOutside: boolean): string[] {
  const name = plainKey(key);
  if ("text" in value) return [name === "" ? value.text : `${name}: ${value.text}`];
  const row = readRow(name, value.members, index);
  if (row !== null) return [row];
  const { members } = value;
  const texts = members.flatMap((member) => ("text" in member.value ? [member.value.text] : []));
  const isList = members.every((member) => member.key === "") && texts.length === members.length;
  // ["猫", "ねこ", "cat"] inside a list is a row
  if (isList && key === "" && isOutside) return [texts.join(" | ")];
  if (isList && (isLabel(name, "words") || isLabel(name, "meaning"))) {
    return texts.map((text, at) => (/^\d/.test(text) ? text : `${at + 1}. ${text}`));
  }
  if (texts.length === 1 && members.length === 1)
    return [name === "" ? (texts[0] ?? "") : `${name}: ${texts[0] ?? ""}`];
  if (isList) return [`${name}: ${texts.join(" ")}`];
  return members.flatMap((member, at) => memberLines(member, at, isLabel(name, "words")));
}

/** `word_1`, `line 1` → `1` */
const plainKey = (key: string) =>
  key
    .replaceAll("_", " ")
    .replace(/^(?:word|line|meaning|item|number|w)\s*(\d+)$/i, "$1")
    .trim();

/** `{"word": "猫", "reading": "ねこ", "meaning": "cat"}` → `猫 | ねこ | cat`; null if this object is no row. */
function readRow(key: string, members: readonly Member[], index: number): string | null {
  const cell = (kind: "number" | "word" | "reading" | "meaning") => {
    const member = members.find((each) => isLabel(each.key.replaceAll("_", " "), kind));
    return member && "text" in member.value ? member.value.text : undefined;
  };
  const meaning = cell("meaning");
  const hasOther = (kind: "translation" | "words" | "note") =>
    members.some((each) => "members" in each.value && isLabel(each.key, kind));
  if (meaning === undefined || hasOther("words")) return null;
  const [word, number] = [cell("word"), cell("number")];
  const place = number ?? (/^\d/.test(key) ? key : undefined);
  const name = word ?? (/^\d/.test(key) || isLabel(key, "words") ? undefined : nonEmpty(key));
  const first = place === undefined && name === undefined ? `${index + 1}.` : undefined;
  return [first ?? place, name, cell("reading"), meaning]
    .filter((part) => part !== undefined && part !== "")
    .join(" | ");
}

const nonEmpty = (text: string) => (text === "" ? undefined : text);
