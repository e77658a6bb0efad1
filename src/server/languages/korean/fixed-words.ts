import { z } from "zod";
import { type PartOfSpeech, partsOfSpeech } from "#shared/card.ts";
import list from "./fixed-words.txt" with { type: "text" };

const partSchema = z.enum(partsOfSpeech);

/** The words of `fixed-words.txt`. Throws if a line names no part of speech. */
export function readFixedWords(): Map<string, { lemma: string; partOfSpeech: PartOfSpeech }[]> {
  const words = new Map<string, { lemma: string; partOfSpeech: PartOfSpeech }[]>();
  for (const line of list.split("\n").filter((text) => text.includes(" = "))) {
    if (line.startsWith("#")) continue;
    const [word = "", rest = ""] = line.split(" = ");
    const [lemma = "", part] = rest.trim().split(" ");
    words.set(word, [...(words.get(word) ?? []), { lemma, partOfSpeech: partSchema.parse(part) }]);
  }
  return words;
}
