import { tableLines } from "#shared/table-lines.ts";
import givenNames from "./given-names.txt" with { type: "text" };
import table from "./surnames.txt" with { type: "text" };

type Surname = { isEverydayWord: boolean; reading: string | null };

const surnames = readSurnames();
const given = new Set(tableLines(givenNames).flatMap((line) => line.split(" ")));

function readSurnames(): ReadonlyMap<string, Surname> {
  const read = new Map<string, Surname>();
  let isEverydayWord = false;
  for (const line of tableLines(table)) {
    if (line === "common" || line === "everyday") isEverydayWord = line === "everyday";
    else
      for (const [surname = "", reading = null] of line.split(" ").map((item) => item.split(":")))
        read.set(surname, { isEverydayWord, reading });
  }
  return read;
}

/** How the character is read as a surname, where that is special: 单 Shàn. */
export const surnameReading = (surname: string): string | null => surnames.get(surname)?.reading ?? null;

export const isSurname = (text: string): boolean => surnames.has(text);

/** The costs of a name of two characters and of one of three, between those of a usual word and of its characters one by one. */
const costs = { short: 178, long: 196, everyday: 22 };

/** The names that can begin at this place: a surname and one or two characters of given names. */
export function namesAt(text: string, start: number, end: number): { end: number; cost: number }[] {
  const found: { end: number; cost: number }[] = [];
  for (const length of [2, 1]) {
    const surname = text.slice(start, start + length);
    const known = surnames.get(surname);
    if (!known || start + length >= end) continue;
    const extra = known.isEverydayWord ? costs.everyday : 0;
    const isGiven = (at: number) => at < end && given.has(text.charAt(at));
    const next = start + length;
    if (!isGiven(next)) continue;
    found.push({ end: next + 1, cost: costs.short + extra });
    if (isGiven(next + 1)) found.push({ end: next + 2, cost: costs.long + extra });
  }
  return found;
}
