import type { Card } from "#shared/card.ts";

/** A card as plain text, for copying. `行きました【いきました】 verb: went` */
export function cardText({ text, translation, words, notes, leftover }: Card): string {
  const rows = words.map(({ surface, reading, partOfSpeech, meaning }) => {
    const said = reading ? `${surface}【${reading}】` : surface;
    return meaning ? `${said} ${partOfSpeech}: ${meaning}` : said;
  });
  return [[text, translation], rows, [notes], [leftover]]
    .map((lines) => lines.filter(Boolean).join("\n"))
    .filter(Boolean)
    .join("\n\n");
}
