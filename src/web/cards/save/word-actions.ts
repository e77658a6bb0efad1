import type { QueryClient } from "@tanstack/react-query";
import { lemmaOf } from "#shared/words/status-of.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import type { NewWord, Saved } from "#shared/words/words.ts";
import { statusStoreOf } from "#web/api/word-statuses.ts";
import { changeStatus, deleteContext, deleteWord, markWord, saveWord } from "#web/api/words.ts";
import type { SavingStrings } from "#web/i18n/en/saving.ts";
import type { Place } from "#web/text/place-context.ts";
import { showToast } from "#web/ui/toast.tsx";
import { toNewWord, type WordInText } from "./to-new-word.ts";

export type Tools = {
  client: QueryClient;
  t: SavingStrings;
  /** Called when the learner has taken a save back. */
  onUndone?: () => void;
};

/** Saves a word, and says so with a way to undo it. */
export async function save(tools: Tools, word: NewWord, place?: Place | null): Promise<Saved | null> {
  const { client, t } = tools;
  const shown = word.lemma;
  const saved = await saveWord(word).catch(() => null);
  if (!saved) {
    showToast({ text: t.failed(shown) });
    return null;
  }
  show(client, saved.word, saved.word.status);
  if (saved.context) {
    const { id, picture, hasSound } = saved.context;
    void place?.onSaved?.({ word: saved.word.id, context: id, lacks: { picture: picture === null, sound: !hasSound } });
  }
  const { isNew, isNewContext, before } = saved;
  const isChanged = isNew || isNewContext || before !== saved.word.status;
  const text = isNew || !isNewContext ? (isChanged ? t.savedWord(shown) : t.already(shown)) : t.added(shown);
  showToast({ text, ...(isChanged && { action: { label: t.undo, run: () => void undo(tools, saved) } }) });
  return saved;
}

async function undo({ client, t, onUndone }: Tools, { word, context, isNewContext, before }: Saved) {
  try {
    if (before === null) await deleteWord(word.id);
    else {
      if (isNewContext && context) await deleteContext(word.id, context.id);
      if (before !== word.status) await changeStatus(word.id, before);
    }
    show(client, word, before);
    onUndone?.();
  } catch {
    showToast({ text: t.failed(word.lemma) });
  }
}

export const saveInText = (tools: Tools, living: WordInText): Promise<Saved | null> =>
  save(tools, toNewWord(living), living.place);

/** Saves a word and waits for what only its place has, so that it can go to Anki whole. Null: it could not be saved. */
export async function saveWhole(tools: Tools, living: WordInText): Promise<Saved | null> {
  const { place } = living;
  let arrived: Promise<void> | undefined;
  const onSaved: Place["onSaved"] = (saved) => (arrived = place?.onSaved?.(saved) ?? Promise.resolve());
  const saved = await save(tools, toNewWord(living), place && { ...place, onSaved });
  await arrived;
  return saved;
}

/** Gives a word of a text a status, or takes the status back that it has. */
export const markInText = (tools: Tools, living: WordInText, status: WordStatus | null): Promise<void> =>
  mark(tools, toNewWord(living), status);

export async function mark(
  { client, t }: Tools,
  { language, lemma, reading }: Pick<NewWord, "language" | "lemma" | "reading">,
  status: WordStatus | null,
): Promise<void> {
  const change = async (to: WordStatus | null, isUndone: boolean) => {
    const marked = await markWord({ language, lemma, ...(reading !== undefined && { reading }), status: to });
    show(client, { language, lemma }, marked.status);
    if (isUndone || marked.before === marked.status) return;
    const text = marked.status === null ? t.unmarked(lemma) : t.marked(lemma, t.statuses[marked.status]);
    const back = () => void change(marked.before, true).catch(() => showToast({ text: t.failed(lemma) }));
    showToast({ text, action: { label: t.undo, run: back } });
  };
  await change(status, false).catch(() => showToast({ text: t.failed(lemma) }));
}

/** The event of the server comes, too; this is for a page without a connection at the moment. */
function show(
  client: QueryClient,
  word: Pick<Saved["word"], "language" | "lemma"> & { kind?: string },
  status: WordStatus | null,
) {
  if (word.kind !== undefined && word.kind !== "word") return;
  const store = statusStoreOf(client);
  // where two words share the lemma, only the server knows what it has now
  if (typeof store.get(word.language).get(word.lemma) === "object") store.readAgain();
  else store.change(word.language, { [word.lemma]: status });
}

/** The status of a word of a text now. */
export function statusNow(client: QueryClient, { language, words, index }: WordInText): WordStatus | null {
  const found = statusStoreOf(client).get(language).get(lemmaOf(words[index]!, language));
  return typeof found === "string" ? found : null;
}
