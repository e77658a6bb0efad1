import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { languages } from "#shared/languages/index.ts";
import type { SavedWord, WordContext } from "#shared/words/words.ts";
import { toHtml } from "#server/anki/package/field-html.ts";
import { toBrackets } from "#server/anki/package/furigana.ts";
import type { NoteField } from "#server/anki/package/note-type.ts";
import { pictureOf, type MediaDeps, type NoteMedia, soundOf } from "./note-media.ts";
import { doubtTexts, isDoubt } from "./note-texts.ts";
import { type RubyDeps, toSentenceRuby } from "./sentence-ruby.ts";
import { toSourceHtml } from "./source-html.ts";

export type NoteDeps = RubyDeps & MediaDeps;
export type NoteOptions = {
  /** The address under which the learner opened Blossom: links to chats lead there. */
  origin: string;
  interfaceLanguage: InterfaceLanguage;
  hasMedia: boolean;
};

/** A word as a note of Anki. The fields are HTML. */
export type WordNote = {
  guid: string;
  createdAt: number;
  changedAt: number;
  tags: string[];
  fields: Record<NoteField, string>;
  media: NoteMedia[];
  /** Pictures and sounds whose files are gone. */
  missing: number;
};

const mostSentences = 5;

/** The note of a saved word. Its newest context is the sentence on its front. */
export async function toNote(
  deps: NoteDeps,
  { word, contexts }: { word: SavedWord; contexts: readonly WordContext[] },
  { origin, interfaceLanguage, hasMedia }: NoteOptions,
): Promise<WordNote> {
  const { language, lemma, reading } = word;
  const [context, ...others] = contexts;
  const picture = hasMedia && context ? await pictureOf(deps, context) : null;
  const sound = hasMedia && context ? await soundOf(deps, word.id, context) : null;
  const media = [picture, sound].filter((each) => each !== null && each !== "missing");
  const isCorrection = word.kind === "correction";
  const fields: Record<NoteField, string> = {
    Word: toHtml(lemma),
    Reading: toHtml(reading),
    Furigana: reading === "" ? "" : toBrackets(languages[language].toRuby(lemma, reading)),
    Meaning: toHtml(context?.meaning ?? word.meaning ?? word.dictionaryMeaning ?? ""),
    Sentence: isCorrection ? toHtml(word.wrong ?? "") : context ? marked(context) : "",
    SentenceFurigana: isCorrection || !context ? "" : await withRuby(deps, word, context),
    Translation: toHtml(context?.translation ?? ""),
    Note: toHtml([word.notes, context?.note].filter(Boolean).join("\n")),
    Picture: isFile(picture) ? `<img src="${picture.name}">` : "",
    Audio: isFile(sound) ? `[sound:${sound.name}]` : "",
    Source: context ? toSourceHtml(context, origin) : "",
    Verdict: context && isDoubt(context.verdict) ? doubtTexts[interfaceLanguage][context.verdict] : "",
    MoreSentences: others.slice(0, mostSentences).map(marked).join("<br>"),
    Language: language,
  };
  return {
    guid: word.id,
    createdAt: word.createdAt,
    changedAt: Math.max(word.updatedAt, ...contexts.map(({ createdAt }) => createdAt)),
    tags: toTags(word, context),
    fields,
    media: media.filter(isFile),
    missing: [picture, sound].filter((each) => each === "missing").length,
  };
}

const isFile = (media: NoteMedia | "missing" | null): media is NoteMedia => media !== null && media !== "missing";

const marked = ({ sentence, start, end }: WordContext) =>
  `${toHtml(sentence.slice(0, start))}<b>${toHtml(sentence.slice(start, end))}</b>${toHtml(sentence.slice(end))}`;

/** Empty if there is no reading to show: the back then shows the sentence as it is. */
async function withRuby(
  deps: RubyDeps,
  { language }: SavedWord,
  { sentence, start, end }: WordContext,
): Promise<string> {
  const parts = await toSentenceRuby(deps, { sentence, language, span: { start, end } });
  if (!parts) return "";
  const all = [...parts.before, ...parts.word, ...parts.after];
  if (all.every(({ ruby }) => ruby === "")) return "";
  return `${toBrackets(parts.before)}<b>${toBrackets(parts.word)}</b>${toBrackets(parts.after)}`;
}

function toTags({ language, kind }: SavedWord, context: WordContext | undefined): string[] {
  const tags = ["blossom", `blossom::${language}`];
  if (kind === "correction") tags.push("blossom::correction");
  if (context) tags.push(`blossom::${sourceTags[context.place.kind]}`);
  if (context && isDoubt(context.verdict)) tags.push("blossom::reading-not-sure");
  return tags;
}

const sourceTags = { message: "chat", reply: "chat", frame: "picture", moment: "video", text: "text" } as const;
