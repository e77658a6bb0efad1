import { endsInVowel, fits, type Particle, readParticles } from "./particles.ts";
import { type Division, fromForm, toPiece } from "./pieces.ts";
import type { VerbForms } from "./verb-forms.ts";
import { readGroup } from "./word-groups.ts";

export type Tails = {
  /** What may follow a noun: particles, suffixes, forms of 이다. One empty division if nothing follows. */
  afterNoun(rest: string, before: string): Division[];
  /** The particles that may follow the form of a verb: 먹어서|는, 가지|도. */
  afterForm(rest: string, before: string): Division[];
};

const nothing: Division = { pieces: [], cost: 0 };
const mostParticles = 5;

export function createTails(verbs: VerbForms): Tails {
  const particles = readParticles();
  const likeCopula = readGroup("like 이다");
  const lastParticles = readGroup("last particles");

  /** The particles and suffixes that a text begins with. */
  const startOf = (rest: string, before: string) =>
    particles.filter((particle) => rest.startsWith(particle.form) && fits(particle, before));

  function costOf({ form, partOfSpeech }: Particle, depth: number): number {
    const cost = (partOfSpeech === "suffix" ? 0.9 : 0.5) + depth * 0.1;
    if (form === "아" || form === "야") return cost + 1.5; // calls somebody
    if (form === "고") return cost + 1;
    if (form === "하고") return cost + 0.4;
    if (form === "요") return cost + 1.7 - depth * 0.8;
    return likeCopula.has(form) ? cost + 0.3 : cost;
  }

  function afterNoun(rest: string, before: string, depth = 0): Division[] {
    if (rest === "") return [nothing];
    if (depth >= mostParticles) return [];
    const isLast = depth > 0 && lastParticles.has(before);
    const found = startOf(rest, before)
      .filter(({ form }) => !isLast || form === "요")
      .flatMap((particle) =>
        afterNoun(rest.slice(particle.form.length), particle.form, depth + 1).map((tail) => ({
          pieces: [toPiece(particle.form, particle), ...tail.pieces],
          cost: costOf(particle, depth) + tail.cost,
        })),
      );
    return isLast ? found : [...found, ...withCopula(rest, before, depth)];
  }

  function withCopula(rest: string, before: string, depth: number): Division[] {
    const found: Division[] = [];
    for (let end = rest.length; end > 0; end--) {
      const surface = rest.slice(0, end);
      const forms = verbs.findCopula(surface, endsInVowel(before));
      if (forms.length === 0) continue;
      const isUnlikely = isUnlikelyWithoutStem(surface, before) || surface.startsWith("에요"); // after a vowel people write 예요
      const cost = (isUnlikely ? 1.4 : 0.6) + depth * 0.1;
      for (const tail of afterForm(rest.slice(end), surface))
        for (const form of forms)
          found.push({ pieces: [fromForm(surface, form), ...tail.pieces], cost: cost + tail.cost });
    }
    return found;
  }

  function afterForm(rest: string, before: string): Division[] {
    if (rest === "") return [nothing];
    return startOf(rest, before)
      .filter(({ followsVerbs }) => followsVerbs)
      .flatMap((particle) =>
        afterForm(rest.slice(particle.form.length), particle.form).map((tail) => ({
          pieces: [toPiece(particle.form, particle), ...tail.pieces],
          cost: 1.2 + tail.cost,
        })),
      );
  }

  return { afterNoun: (rest, before) => afterNoun(rest, before), afterForm };
}

/** 이 is seldom left out after a noun of one syllable (도세요 is of 돌다), but often after 거, 뭐 and pronouns. */
const isUnlikelyWithoutStem = (surface: string, before: string) =>
  !/^[이인입일예에였여임]/.test(surface) &&
  before.length === 1 &&
  (!/[거뭐저나너네]/.test(before) || /^[세시셨십]/.test(surface));
