import type { Mapping } from "#shared/anki/connect.ts";
import type { NoteSource } from "#shared/anki/connect-values.ts";

/**
 * Names of fields in the note types of Lapis, jp-mining-note, Kaishi, Senren, Migaku, asbplayer, Yomitan, and Anki's own Basic.
 * Compared without case, spaces, `-` and `_`.
 */
const usual: Record<string, NoteSource> = {
  ...all(
    "Word",
    "expression",
    "word",
    "vocab",
    "vocabulary",
    "targetword",
    "term",
    "front",
    "kanji",
    "hanzi",
    "hangul",
  ),
  ...all("Word", "simplified", "traditional", "key", "lemma", "単語", "单词", "單詞", "단어"),
  ...all(
    "Reading",
    "expressionreading",
    "wordreading",
    "reading",
    "kana",
    "pinyin",
    "pronunciation",
    "読み",
    "拼音",
    "발음",
  ),
  ...all("Furigana", "expressionfurigana", "wordfurigana", "wordreadingfurigana", "furigana", "vocabfurigana"),
  ...all(
    "Meaning",
    "maindefinition",
    "primarydefinition",
    "definition",
    "definitions",
    "meaning",
    "wordmeaning",
    "back",
  ),
  ...all("Meaning", "glossary", "english", "意味", "释义", "뜻"),
  ...all("Sentence", "sentence", "examplesentence", "context", "例文", "例句", "예문"),
  ...all("SentenceFurigana", "sentencefurigana", "sentencereading"),
  ...all("Translation", "sentencetranslation", "sentencemeaning", "sentenceenglish", "translation", "sentenceeng"),
  ...all("Note", "note", "notes", "additionalnotes", "hint", "comment", "extra", "remarks"),
  ...all("Picture", "picture", "image", "screenshot", "images"),
  ...all("Audio", "sentenceaudio", "audio", "audiosentence"),
  ...all("Source", "source", "miscinfo", "url", "sourceurl", "link", "document"),
  ...all("Verdict", "verdict"),
  ...all("MoreSentences", "moresentences"),
};

function all(source: NoteSource, ...names: string[]): Record<string, NoteSource> {
  return Object.fromEntries(names.map((name) => [name, source]));
}

/**
 * Suggests what goes into which field, by the names of the fields. Each source goes into one field. A first field with another name gets the word,
 * too: Anki refuses a note whose first field is empty, and finds duplicates by it.
 */
export function suggestMapping(fields: readonly string[]): Mapping {
  const mapping: Mapping = {};
  for (const field of fields) {
    const source = usual[field.toLowerCase().replace(/[\s_-]/g, "")];
    if (source && !Object.values(mapping).includes(source)) mapping[field] = source;
  }
  const [first] = fields;
  if (first !== undefined) mapping[first] ??= "Word";
  return mapping;
}
