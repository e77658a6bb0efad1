/** Splits a text as a model's tokens would: `日本|に|行き|たい`, ` go| to`, a line break on its own. Joined, the pieces are the text. */
export function toTokens(text: string): string[] {
  return text.match(token) ?? [];
}

const token =
  /\s?[\p{sc=Latin}\p{M}’']+|[\p{sc=Han}々]{1,2}|\p{sc=Hiragana}{1,3}|[\p{sc=Katakana}ー]{1,4}|\s?\p{sc=Hangul}{1,2}|:{3}|\s?[|]|\n|[^]/gu;
