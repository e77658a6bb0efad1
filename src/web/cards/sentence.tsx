import { type ClipboardEvent, memo } from "react";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { languages } from "#shared/languages/index.ts";
import type { RubyPiece } from "#shared/languages/ruby.ts";
import type { Settings } from "#shared/settings.ts";
import { type ReadingMark, shownReading } from "#shared/shown-reading.ts";
import { Ruby } from "#web/text/ruby.tsx";
import styles from "./sentence.module.css";

type Props = {
  text: string;
  words: readonly Word[];
  language: LearningLanguage;
  readings: Settings["readings"];
  heard: Settings["heard"];
};

/** The sentence of a card: the heading of the card. */
export const Sentence = (props: Props) => (
  <h3 className={styles.sentence} lang={props.language}>
    <RubyText {...props} />
  </h3>
);

/** A sentence with its readings as ruby, inside a paragraph. Copying it gives the plain sentence, never 門もん前ぜん払ばらい. */
export const RubyText = memo(function RubyText({ text, words, language, readings, heard }: Props) {
  return (
    <span className={styles.text} lang={language} data-readings={readings} onCopy={copyWithoutReadings}>
      {toPieces(text, words, language).map(({ key, base, ruby, isApart, mark }) =>
        ruby ? (
          <Ruby
            key={key}
            base={base}
            reading={ruby}
            heard={heard}
            isApart={isApart}
            mark={mark === "none" ? undefined : mark}
          />
        ) : (
          base
        ),
      )}
    </span>
  );
}, isSame);

/** A meaning that arrives changes a word, and not its reading. */
function isSame(before: Props, now: Props): boolean {
  const isSameReading = (word: Word, index: number) => {
    const old = before.words[index];
    return (
      old === word ||
      (old !== undefined &&
        (["start", "surface", "reading", "state", "claim", "verdict"] as const).every(
          (name) => old[name] === word[name],
        ))
    );
  };
  return (
    before.text === now.text &&
    before.language === now.language &&
    before.readings === now.readings &&
    before.heard === now.heard &&
    before.words.length === now.words.length &&
    now.words.every(isSameReading)
  );
}

type Piece = { key: string; base: string; ruby: string; isApart: boolean; mark: ReadingMark };

/** `isApart`: the previous word's reading ends right before this one's. Without a gap 昨日友達 would read きのうともだち. */
function toPieces(text: string, words: readonly Word[], language: LearningLanguage): Piece[] {
  const pieces: Piece[] = [];
  const add = (start: number, parts: readonly RubyPiece[], mark: ReadingMark) => {
    for (const [index, part] of parts.entries()) {
      const isApart = index === 0 && !!pieces.at(-1)?.ruby;
      pieces.push({ key: `${start} ${index}`, ...part, isApart, mark });
    }
  };
  const addPlain = (start: number, end: number) => add(start, [{ base: text.slice(start, end), ruby: "" }], "none");
  let end = 0;
  for (const word of words) {
    if (word.start < end) continue;
    if (word.start > end) addPlain(end, word.start);
    const { reading, mark } = shownReading(word, language);
    add(word.start, languages[language].toRuby(word.surface, reading), mark);
    end = word.end;
  }
  if (end < text.length) addPlain(end, text.length);
  return pieces;
}

function copyWithoutReadings(event: ClipboardEvent) {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return;
  const copy = selection.getRangeAt(0).cloneContents();
  // for more than one sentence, the browser's own copy keeps paragraphs; rt is not selectable there either
  if (copy.querySelector("p, h3, tr")) return;
  for (const reading of copy.querySelectorAll("rt, rp, [data-heard]")) reading.remove();
  event.clipboardData.setData("text/plain", copy.textContent ?? "");
  event.preventDefault();
}
