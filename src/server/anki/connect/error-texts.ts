/** AnkiConnect has no codes: these are the beginnings or parts of its messages, from its source (plugin/__init__.py, web.py and util.py). */
const texts: [RegExp, "duplicate" | "key" | "closed"][] = [
  [/duplicate/i, "duplicate"],
  [/valid api key/i, "key"],
  // Anki shows the list of profiles, or is about to close
  [/collection is not available/i, "closed"],
];

export const kindOfError = (message: string): "duplicate" | "key" | "closed" | "other" =>
  texts.find(([pattern]) => pattern.test(message))?.[1] ?? "other";
