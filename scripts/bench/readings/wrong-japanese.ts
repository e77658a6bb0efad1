import { toHiragana } from "#shared/languages/japanese.ts";
import type { KnownWord } from "#test/sentences/sentences.ts";
import kanjiReadings from "./kanji-readings.txt" with { type: "text" };

const rows =
  "あいうえお かきくけこ さしすせそ たちつてと なにぬねの はひふへほ まみむめも らりるれろ がぎぐげご ざじずぜぞ だぢづでど ばびぶべぼ".split(
    " ",
  );
const voiced = new Map(
  Array.from("かきくけこさしすせそたちつてとはひふへほ", (kana, index) => [
    kana,
    Array.from("がぎぐげござじずぜぞだぢづでどばびぶべぼ")[index]!,
  ]),
);
const latin: Record<string, string> = Object.fromEntries(
  "あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa をo んn がga ぎgi ぐgu げge ごgo ざza じji ずzu ぜze ぞzo だda ぢji づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo"
    .split(" ")
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
);

/** The on and kun readings of common kanji: `山 さん|やま`. */
const kanji = kanjiReadings
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(/\s+/) as [string, string, string]);

/** Wrong readings of a word as models give them, by kind. A kind that cannot happen to this word is missing. */
export function wrongJapanese(
  { surface, reading, lemma }: KnownWord,
  lemmaReading: string | null,
): Record<string, string> {
  const said = toHiragana(reading);
  const wrong: Record<string, string | undefined> = {
    "one kana": replaceOne(said, (kana) => nextInRow(kana)),
    voicing: replaceOne(said, (kana) => voiced.get(kana)),
    "kana missing": said.length > 2 ? said.slice(0, -2) + said.slice(-1) : undefined,
    "long vowel": /[おこそとのほもよろごぞどぼうくすつぬふむゆるぐずぶゅょ]う/.test(said)
      ? said.replace(/(?<=[おこそとのほもよろごぞどぼうくすつぬふむゆるぐずぶゅょ])う/, "")
      : undefined,
    "small っ": said.includes("っ") ? said.replace("っ", "") : undefined,
    "on/kun swapped": swapReading(surface, said),
    "dictionary form": lemma && lemmaReading ? lemmaReading : undefined,
    romaji: romanise(said),
  };
  return Object.fromEntries(
    Object.entries(wrong).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== said),
  );
}

/** Changes the first letter that can be changed. */
function replaceOne(said: string, change: (kana: string) => string | undefined): string | undefined {
  for (const [index, kana] of Array.from(said).entries()) {
    const other = change(kana);
    if (other) return said.slice(0, index) + other + said.slice(index + 1);
  }
  return undefined;
}

function nextInRow(kana: string): string | undefined {
  const row = rows.find((each) => each.includes(kana));
  return row?.charAt((row.indexOf(kana) + 2) % row.length);
}

function swapReading(surface: string, said: string): string | undefined {
  for (const [letter, on, kun] of kanji) {
    if (!surface.includes(letter)) continue;
    for (const [own, other] of [
      [on, kun],
      [kun, on],
    ] as const)
      if (said.includes(own)) return said.replace(own, other);
  }
  return undefined;
}

function romanise(said: string): string | undefined {
  const letters = Array.from(said, (kana) => latin[kana]);
  return letters.every((letter) => letter !== undefined) ? letters.join("") : undefined;
}
