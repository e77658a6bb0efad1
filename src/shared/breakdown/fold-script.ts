import type { Card } from "#shared/card.ts";

/** The text in one script, letter by letter: the learner may write 银行 and the model 銀行. Each letter stays at its place. */
export const foldScript = (text: string, scripts: Card["scripts"] = {}): string =>
  text.replace(/\p{sc=Han}/gu, (letter) => scripts[letter] ?? letter);
