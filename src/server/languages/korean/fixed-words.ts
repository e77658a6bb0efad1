import { z } from "zod";
import { type PartOfSpeech, partsOfSpeech } from "#shared/card.ts";
import list from "./fixed-words.txt" with { type: "text" };

export type FixedWord = { lemma: string; partOfSpeech: PartOfSpeech; particles: "none" | "가" | "any" };

const partSchema = z.enum(partsOfSpeech);

/** The words of `fixed-words.txt`. Throws if a line names no part of speech. */
export function readFixedWords(): Map<string, FixedWord[]> {
  const words = new Map<string, FixedWord[]>();
  let particles: FixedWord["particles"] = "any";
  for (const line of list.split("\n")) {
    if (line.startsWith("[")) particles = line.startsWith("[no") ? "none" : line.startsWith("[only") ? "가" : "any";
    if (line.startsWith("#") || !line.includes(" = ")) continue;
    const [word = "", rest = ""] = line.split(" = ");
    const [lemma = "", part] = rest.trim().split(" ");
    words.set(word, [...(words.get(word) ?? []), { lemma, partOfSpeech: partSchema.parse(part), particles }]);
  }
  return words;
}
