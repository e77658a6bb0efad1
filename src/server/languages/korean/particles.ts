import { splitSyllable } from "#shared/languages/jamo.ts";
import list from "./particles.txt" with { type: "text" };

export type Particle = {
  form: string;
  partOfSpeech: "particle" | "suffix";
  followsVerbs: boolean;
  after: "consonant" | "vowel" | "any";
  alsoRieul: boolean;
};

const syllableOf = (text: string) => splitSyllable(text.at(-1) ?? "");

/** The particles and suffixes of `particles.txt`, longest first. */
export function readParticles(): Particle[] {
  const particles: Particle[] = [];
  let partOfSpeech: Particle["partOfSpeech"] = "particle";
  for (const line of list.split("\n")) {
    if (line.startsWith("[")) partOfSpeech = line === "[suffixes]" ? "suffix" : "particle";
    if (line === "" || /^[#[]/.test(line)) continue;
    const [forms = "", ...notes] = line.split(" ");
    const [one = "", other] = forms.split("|");
    const rest = { partOfSpeech, followsVerbs: notes.includes("verb"), alsoRieul: notes.includes("ㄹ") };
    if (other === undefined) particles.push({ form: one, after: "any", ...rest });
    else particles.push({ form: one, after: "consonant", ...rest }, { form: other, after: "vowel", ...rest });
  }
  return particles.toSorted((one, other) => other.form.length - one.form.length);
}

/** Whether a particle may stand after a text: 은 after a consonant, 는 after a vowel. After letters that are not Hangul any may. */
export function fits({ after, alsoRieul }: Particle, before: string): boolean {
  const syllable = syllableOf(before);
  if (after === "any" || !/[가-힣]$/.test(before) || !syllable) return true;
  if (syllable.final === "ㄹ" && alsoRieul) return after === "vowel";
  return (syllable.final === "") === (after === "vowel");
}

export const endsInVowel = (text: string) => syllableOf(text)?.final === "";
