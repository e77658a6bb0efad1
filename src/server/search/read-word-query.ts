import type { Folding } from "#server/db/search/fold.ts";
import { hasTones, withoutTones } from "#server/db/search/reading-form.ts";
import type { WordWay } from "#server/db/list-words.ts";
import { readQuery } from "./query.ts";

/** All ways to read what was typed into the search of words: as text, and as a reading in another notation. Undefined if nothing was typed. */
export function readWordQuery(typed: string | undefined, folding: Folding): WordWay[] | undefined {
  if (typed === undefined || typed.trim() === "") return undefined;
  return readQuery(typed, folding).map((needles) =>
    needles.map(({ form, reading, isReading }) => ({
      text: isReading ? "" : form,
      // typed without tones, it fits every tone
      reading: hasTones(reading) ? reading : withoutTones(reading),
    })),
  );
}
