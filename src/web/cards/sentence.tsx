import { type ClipboardEvent, memo } from "react";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { languages } from "#shared/languages/index.ts";
import type { Settings } from "#shared/settings.ts";
import styles from "./sentence.module.css";

type Props = {
  text: string;
  words: readonly Word[];
  language: LearningLanguage;
  readings: Settings["readings"];
};

/** The sentence with its readings as ruby. Copying it gives the plain sentence, never 門もん前ぜん払ばらい. */
export const Sentence = memo(function Sentence({ text, words, language, readings }: Props) {
  return (
    <p className={styles.sentence} lang={language} data-readings={readings} onCopy={copyWithoutReadings}>
      {toPieces(text, words, language).map(({ key, base, ruby, isApart }) =>
        ruby ? (
          <ruby key={key} data-apart={isApart || undefined}>
            {base}
            <rp>(</rp>
            <rt>{ruby}</rt>
            <rp>)</rp>
          </ruby>
        ) : (
          base
        ),
      )}
    </p>
  );
});

/** `isApart`: the previous word's reading ends right before this one's. Without a gap 昨日友達 would read きのうともだち. */
function toPieces(text: string, words: readonly Word[], language: LearningLanguage) {
  let hadRuby = false;
  return spans(text, words).flatMap(({ start, surface, reading }) => {
    const pieces = reading === "" ? [{ base: surface, ruby: "" }] : languages[language].toRuby(surface, reading);
    return pieces.map(({ base, ruby }, index) => {
      const isApart = index === 0 && hadRuby;
      hadRuby = !!ruby;
      return { key: `${start} ${index}`, base, ruby, isApart };
    });
  });
}

/** If the model and the dictionary disagree, the ruby is the dictionary's reading; the word's row shows the model's. */
const readingAbove = ({ verdict, reading, candidates }: Word) =>
  verdict === "conflict" ? (candidates[0] ?? reading) : reading;

function spans(text: string, words: readonly Word[]) {
  const pieces: { start: number; surface: string; reading: string }[] = [];
  let end = 0;
  for (const word of words) {
    if (word.start < end) continue;
    if (word.start > end) pieces.push({ start: end, surface: text.slice(end, word.start), reading: "" });
    pieces.push({ start: word.start, surface: word.surface, reading: readingAbove(word) });
    end = word.end;
  }
  if (end < text.length) pieces.push({ start: end, surface: text.slice(end), reading: "" });
  return pieces;
}

function copyWithoutReadings(event: ClipboardEvent) {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return;
  const copy = selection.getRangeAt(0).cloneContents();
  // for more than one sentence, the browser's own copy keeps paragraphs; rt is not selectable there either
  if (copy.querySelector("p, tr")) return;
  for (const reading of copy.querySelectorAll("rt, rp")) reading.remove();
  event.clipboardData.setData("text/plain", copy.textContent ?? "");
  event.preventDefault();
}
