import { createRoute, z } from "@hono/zod-openapi";
import { partsOfSpeech } from "#shared/card.ts";
import { type ShownEntry, shownEntrySchema, type ShownFact, shownFactSchema } from "#shared/dictionaries.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { textAtTheDoor } from "#shared/normalise/stored-form.ts";
import type { Dictionaries, Entry, WordFact } from "#server/dictionaries/types.ts";
import { createRouter, fails, json } from "#server/http/router.ts";
import { findWordEntries } from "#server/languages/word-entries.ts";
import type { RouteDeps } from "./deps.ts";

/** No popup shows more. */
const mostEntries = 20;
const word = textAtTheDoor(100);

const lookUpRoute = createRoute({
  method: "get",
  path: "/dictionary",
  description: "The dictionary entries of one word: those that fit best first, then words that are spelled alike",
  request: {
    query: z.object({
      language: z.enum(learningLanguages),
      surface: textAtTheDoor(100, 1),
      lemma: word.optional(),
      reading: word.optional(),
      partOfSpeech: z.enum(partsOfSpeech).optional(),
    }),
  },
  responses: {
    200: json(
      z.object({ entries: z.array(shownEntrySchema), facts: z.array(shownFactSchema) }),
      "The entries, and the frequencies and pitch accents of the dictionary form",
    ),
    ...fails(),
  },
});

export const lookUpRoutes = ({ lookup }: RouteDeps) =>
  createRouter().openapi(lookUpRoute, (c) => {
    const { language, surface, lemma, reading, partOfSpeech } = c.req.valid("query");
    const dictionaries = lookup.open();
    const query = {
      surface,
      ...(lemma && { lemma }),
      ...(reading && { reading }),
      ...(partOfSpeech && { partOfSpeech }),
    };
    const { fitting, others } = findWordEntries(dictionaries, language, query);
    const entries = [...fitting.map(toShown(dictionaries, true)), ...others.map(toShown(dictionaries, false))];
    const base = lemma ?? surface;
    // the reading of an inflected word is not that of its dictionary form
    const facts = dictionaries.facts(language, base, base === surface ? reading : undefined);
    return c.json({ entries: entries.slice(0, mostEntries), facts: facts.map(toShownFact(dictionaries)) }, 200);
  });

const nameOf = (dictionaries: Dictionaries, dictionary: string) =>
  dictionaries.infos().find(({ id }) => id === dictionary)?.name ?? dictionary;

const toShownFact =
  (dictionaries: Dictionaries) =>
  ({ dictionary, kind, value }: WordFact): ShownFact => ({
    dictionaryName: nameOf(dictionaries, dictionary),
    kind,
    value,
  });

const toShown =
  (dictionaries: Dictionaries, fits: boolean) =>
  (entry: Entry): ShownEntry => {
    const info = dictionaries.infos().find(({ id }) => id === entry.dictionary);
    return {
      ...entry,
      dictionaryName: nameOf(dictionaries, entry.dictionary),
      meaningsIn: info?.meaningsIn ?? "en",
      fits,
    };
  };
