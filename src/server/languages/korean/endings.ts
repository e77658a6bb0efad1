import { z } from "zod";
import { inflections, type Inflection } from "#shared/inflections.ts";
import type { Joint } from "./conjugate.ts";
import list from "./endings.txt" with { type: "text" };

export type Ending = {
  joint: Joint;
  /** Without 으, 아 and 어: `면`, `요`, `ㅆ`. */
  tail: string;
  /** How many syllables of the tail follow the place where the next sound is tense; 0 without such a place. */
  tenseBefore: number;
  /** v verbs, a adjectives and 이다, i only 이다 and 아니다, e verbs and 있다 and 없다, `*` all. */
  follows: string;
  does: Inflection[];
  /** Another ending follows. */
  isInner: boolean;
};

const namesSchema = z.array(z.enum(inflections)).min(1);

/** The endings of `endings.txt` by their tails. Throws if a line names no inflection, so that a slip of the pen shows in every test. */
export function readEndings(): Map<string, Ending[]> {
  const endings = new Map<string, Ending[]>();
  for (const line of list.split("\n").filter((text) => text.startsWith("-"))) {
    const [form = "", follows = "", ...names] = line.trim().split(/\s+/);
    const does = namesSchema.parse(names);
    for (const { joint, tail } of readForm(form.slice(1).replace(/-$/, ""))) {
      const plain = tail.replace("'", "");
      const ending: Ending = {
        joint,
        tail: plain,
        tenseBefore: tail.includes("'") ? tail.length - tail.indexOf("'") - 1 : 0,
        follows,
        does,
        isInner: form.endsWith("-"),
      };
      endings.set(plain, [...(endings.get(plain) ?? []), ending]);
    }
  }
  return endings;
}

function readForm(form: string): { joint: Joint; tail: string }[] {
  const [vowel = "", consonant] = form.split("|");
  if (consonant !== undefined)
    return [
      { joint: "vowel", tail: vowel },
      { joint: "consonant", tail: consonant },
    ];
  if (form.startsWith("(으)")) return [{ joint: "eu", tail: form.slice(3) }];
  if (form.startsWith("아/어")) return [{ joint: "a", tail: form.slice(3) }];
  if (form.startsWith("았/었")) return [{ joint: "a", tail: `ㅆ${form.slice(3)}` }];
  return [{ joint: "plain", tail: form }];
}
