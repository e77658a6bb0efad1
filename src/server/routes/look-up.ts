import { createRoute, z } from "@hono/zod-openapi";
import { partsOfSpeech } from "#shared/card.ts";
import { lookUpSchema, type ShownEntry, type ShownFact } from "#shared/dictionaries.ts";
import { longestLookUp } from "#shared/longest-look-up.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { textAtTheDoor } from "#shared/normalise/stored-form.ts";
import type { Dictionaries, Entry, WordFact } from "#server/dictionaries/types.ts";
import { createRouter, fails, json } from "#server/http/router.ts";
import { findCharacters } from "#server/languages/characters.ts";
import { findWordEntries } from "#server/languages/word-entries.ts";
import type { RouteDeps } from "./deps.ts";

/** No popup shows more. */
const mostEntries = 20;
const word = textAtTheDoor(longestLookUp);

const lookUpRoute = createRoute({
  method: "get",
  path: "/dictionary",
  description: "The dictionary entries of one word: those that fit best first, then words that are spelled alike",
  request: {
    query: z.object({
      language: z.enum(learningLanguages),
      surface: textAtTheDoor(longestLookUp, 1),
      lemma: word.optional(),
      reading: word.optional(),
      partOfSpeech: z.enum(partsOfSpeech).optional(),
    }),
  },
  responses: {
    200: json(
      lookUpSchema,
      "The entries, the frequencies and pitch accents of the dictionary form, and its characters",
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
    const base = lemma || withoutBrackets(surface, language);
    // an entry has the reading of the dictionary form, which differs from that of an inflected word
    const facts = dictionaries.facts(language, base, base === surface ? reading : fitting[0]?.readings[0]);
    const shown = {
      entries: entries.slice(0, mostEntries),
      facts: facts.map(toShownFact(dictionaries)),
      characters: findCharacters(dictionaries, lookup.parts, language, base),
    };
    return c.json(shown, 200);
  });

const infoOf = (dictionaries: Dictionaries, dictionary: string) =>
  dictionaries.infos().find(({ id }) => id === dictionary);

const toShownFact =
  (dictionaries: Dictionaries) =>
  ({ dictionary, ...fact }: WordFact): ShownFact => ({
    ...fact,
    dictionaryName: infoOf(dictionaries, dictionary)?.name ?? dictionary,
  });

const toShown =
  (dictionaries: Dictionaries, fits: boolean) =>
  (entry: Entry): ShownEntry => {
    const info = infoOf(dictionaries, entry.dictionary);
    return {
      ...entry,
      dictionaryName: info?.name ?? entry.dictionary,
      licence: info?.licence ?? "",
      meaningsIn: info?.meaningsIn ?? "en",
      fits,
    };
  };
