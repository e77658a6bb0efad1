import { z } from "zod";

const characterSchema = z.object({
  definition: z.string(),
  components: z.array(z.object({ type: z.string(), char: z.string() })),
});

/** One character: its meaning, and its parts as `role:part`. */
export type LexiconCharacter = { character: string; meaning: string; parts: { role: PartRole; part: string }[] };
type PartRole = "meaning" | "sound" | "picture" | "other";

/** `type` of a component in the npm package `chinese-lexicon`. A deleted part stands only in the traditional character. */
const roles: Record<string, PartRole> = {
  meaning: "meaning",
  sound: "sound",
  iconic: "picture",
  simplified: "other",
  unknown: "other",
};

/** Reads the object `etymologies` of the npm package `chinese-lexicon`. `◎` stands there for a part that is no character. */
export function readLexiconCharacters(etymologies: Record<string, unknown>): LexiconCharacter[] {
  return Object.entries(etymologies).flatMap(([character, value]) => {
    const { success, data } = characterSchema.safeParse(value);
    if (!success || !/^\p{sc=Han}$/u.test(character)) return [];
    const parts = data.components.flatMap(({ type, char }) => {
      const role = roles[type];
      return role && /^\p{sc=Han}$/u.test(char) ? [{ role, part: char }] : [];
    });
    return [{ character, meaning: data.definition.replace(/\s+/g, " ").trim(), parts }];
  });
}
