import fs from "node:fs";
import { z } from "zod";
import { partRoles } from "#shared/dictionaries.ts";
import { tableLines } from "#shared/table-lines.ts";
import type { LexiconCharacter } from "./formats/lexicon-characters.ts";

const partSchema = z.tuple([z.enum(partRoles), z.string()]);

/** One line a character: `好	good; to like	meaning:女 meaning:子`. `scripts/build-data.ts` writes it. */
export const writeCharacterParts = (characters: readonly LexiconCharacter[]): string =>
  characters
    .map(({ character, meaning, parts }) =>
      [character, meaning, parts.map(({ role, part }) => `${role}:${part}`).join(" ")].join("\t"),
    )
    .join("\n");

/** The parts of characters, read from the file at the first question. Without the file, no character has parts. */
export type CharacterParts = { of(character: string): LexiconCharacter | undefined };

export function openCharacterParts(path: string): CharacterParts {
  let lines: Map<string, string> | null = null;
  const read = () =>
    new Map(
      fs.existsSync(path)
        ? tableLines(fs.readFileSync(path, "utf8")).map((line) => [line.slice(0, line.indexOf("\t")), line])
        : [],
    );
  return {
    of(character) {
      const line = (lines ??= read()).get(character);
      if (line === undefined) return undefined;
      const [, meaning = "", parts = ""] = line.split("\t");
      return {
        character,
        meaning,
        parts: parts.split(" ").flatMap((text) => {
          const { success, data } = partSchema.safeParse(text.split(":"));
          return success ? [{ role: data[0], part: data[1] }] : [];
        }),
      };
    },
  };
}
