import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import type { LearnerDays } from "#shared/review/learner-days.ts";
import { placeKinds, type WordSort, wordKinds, wordSorts, wordStatuses } from "#shared/words/word-values.ts";
import type { WordFilter } from "#web/api/words.ts";

/** How far back the time filter looks, in days: 1 is today. */
export const timeSpans = ["1", "7", "30"] as const;
export type TimeSpan = (typeof timeSpans)[number];

/** What the address says about the list: `?q=neko&status=new&days=7&sort=lemma`. */
export type ListAddress = { filter: WordFilter; sort: WordSort; days: TimeSpan | null; isDue: boolean };

const sources = [...placeKinds, "import"] as const;
const oneOf = <T extends string>(values: readonly T[], value: string | null): T | undefined =>
  values.find((each) => each === value);

/** Reads an address. What it does not know is left out, because anyone can type an address. Today is the learner's day, as in the review. */
export function readAddress(search: string, now: number, { dayOf, startOf }: LearnerDays): ListAddress {
  const parameters = new URLSearchParams(search);
  const get = (name: string) => parameters.get(name);
  const days = oneOf(timeSpans, get("days")) ?? null;
  const isDue = get("due") === "1";
  const filter = {
    q: get("q")?.trim().slice(0, 200).toWellFormed() || undefined,
    language: oneOf<LearningLanguage>(learningLanguages, get("language")),
    status: oneOf(wordStatuses, get("status")),
    kind: oneOf(wordKinds, get("kind")),
    source: oneOf(sources, get("source")),
    doubt: get("doubt") === "1" ? ("true" as const) : undefined,
    due: isDue ? String(startOf(dayOf(now) + 1)) : undefined,
    since: days === null ? undefined : String(startOf(dayOf(now) + 1 - Number(days))),
  };
  return { filter: withoutGaps(filter), sort: oneOf(wordSorts, get("sort")) ?? "newest", days, isDue };
}

/** The address with other values; null removes one. */
export function changeAddress(search: string, changes: Readonly<Record<string, string | null>>): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") parameters.delete(name);
    else parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

type WithoutGaps<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const withoutGaps = <T extends object>(values: T): WithoutGaps<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as WithoutGaps<T>;
