/** AnkiConnect has no codes: these are the beginnings or parts of its messages, from its source (plugin/__init__.py, web.py and util.py). */
const texts: [RegExp, "duplicate" | "key" | "no-profile"][] = [
  [/duplicate/i, "duplicate"],
  [/valid api key/i, "key"],
  // Anki is open without a collection: it shows the list of profiles, or is about to close
  [/collection is not available/i, "no-profile"],
];

export const kindOfError = (message: string): "duplicate" | "key" | "no-profile" | "other" =>
  texts.find(([pattern]) => pattern.test(message))?.[1] ?? "other";
