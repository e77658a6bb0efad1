import { del, get, set } from "idb-keyval";
import { isRecord, parseJson } from "#shared/parse-json.ts";
import { whenIdle } from "#web/ui/lazy.tsx";

type DraftImage = { id: string; dataUrl: string };
export type Draft = { text: string; images: readonly DraftImage[] };
/** The key is sent with the message, so that sending exactly this draft again makes no second message. Any change drops the key. */
export type TakenDraft = Draft & { key: string };

/** The draft id of a conversation that does not exist yet; other drafts use the conversation's id. */
export const newDraft = "new";

/** The draft id of a conversation's waiting message. */
export const queueOf = (id: string) => `${queued}${id}`;
const queued = "queued-";
/** The conversation, if the draft is its waiting message; otherwise the id itself. */
export const outOfQueue = (id: string) => (id.startsWith(queued) ? id.slice(queued.length) : id);

/** The stored text. `sent` is present if this text was sent with that many pictures and perhaps arrived. */
type Saved = { text: string; sent?: { key: string; images: number } | undefined };

/** Another version may have written the stored value: each part that this version does not know is left out. */
function toSaved(value: unknown): Saved {
  if (!isRecord(value) || typeof value.text !== "string") return { text: "" };
  const { text, sent } = value;
  if (!isRecord(sent) || typeof sent.key !== "string" || typeof sent.images !== "number") return { text };
  return { text, ...(uuid.test(sent.key) && { sent: { key: sent.key, images: sent.images } }) };
}
/** The server refuses a message with another key. */
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const toImages = (value: unknown): DraftImage[] => (Array.isArray(value) ? value.filter(isImage) : []);
const isImage = (value: unknown): value is DraftImage =>
  isRecord(value) &&
  typeof value.id === "string" &&
  typeof value.dataUrl === "string" &&
  value.dataUrl.startsWith("data:image/");

const saveAfterMs = 300;

const textKey = (id: string) => `blossom.draft.${id}`;
const imagesKey = (id: string) => `draft-images:${id}`;

type ImageStore = {
  get: (key: string) => Promise<unknown>;
  set: (key: string, value: unknown) => Promise<void>;
  del: (key: string) => Promise<void>;
};

/**
 * Drafts per conversation, which survive reloads and crashes of the page.
 * The stored copy stays between `take` and `accepted`: a draft is deleted only when the server has the message.
 */
export function createDrafts(storage: Storage, imageStore: ImageStore) {
  const drafts = new Map<string, Draft | TakenDraft>();
  const taken = new Map<string, TakenDraft>();
  const unsaved = new Set<string>();
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const changed = () => {
    for (const listener of listeners) listener();
  };

  function read(id: string): Draft | TakenDraft {
    const known = drafts.get(id);
    if (known) return known;
    const { text, sent } = toSaved(parseJson(storage.getItem(textKey(id)) ?? ""));
    const draft = { text, images: [], ...(sent?.images === 0 && { key: sent.key }) };
    drafts.set(id, draft);
    void readImages(id, sent);
    return draft;
  }

  async function readImages(id: string, sent: Saved["sent"]) {
    const before = drafts.get(id);
    const images = toImages(await quietly(() => imageStore.get(imagesKey(id))));
    const draft = drafts.get(id);
    if (images.length === 0 || !draft || draft.images.length > 0 || taken.has(id)) return;
    const isAsSent = draft === before && sent?.images === images.length;
    drafts.set(id, { text: draft.text, images, ...(isAsSent && { key: sent.key }) });
    changed();
  }

  function write(id: string, change: Partial<Draft>) {
    const draft = read(id);
    const { text = draft.text, images = draft.images } = change;
    if (text === draft.text && images === draft.images) return;
    drafts.set(id, { text, images });
    if (images !== draft.images) saveImages(id);
    unsaved.add(id);
    clearTimeout(timer);
    timer = setTimeout(save, saveAfterMs);
    changed();
  }

  function save() {
    clearTimeout(timer);
    for (const id of unsaved) {
      if (taken.has(id)) continue;
      unsaved.delete(id);
      saveText(id, read(id));
    }
  }

  function saveText(id: string, draft: Draft | TakenDraft) {
    const { text, images } = draft;
    const sent = "key" in draft ? { key: draft.key, images: images.length } : undefined;
    void quietly(() => {
      if (text || images.length > 0) storage.setItem(textKey(id), JSON.stringify({ text, sent }));
      else storage.removeItem(textKey(id));
    });
  }

  function saveImages(id: string) {
    if (taken.has(id)) return;
    const { images } = read(id);
    void quietly(() => (images.length > 0 ? imageStore.set(imagesKey(id), images) : imageStore.del(imagesKey(id))));
  }

  /** Takes the draft for sending: empties the field, but keeps the stored copy. */
  function take(id: string): TakenDraft {
    save();
    const draft = { key: crypto.randomUUID(), ...read(id) };
    saveText(id, draft);
    taken.set(id, draft);
    drafts.set(id, { text: "", images: [] });
    changed();
    return draft;
  }

  /** The server has the message. Text typed meanwhile moves to the conversation that now exists. */
  function accepted(id: string, conversationId = id) {
    taken.delete(id);
    const draft = read(id);
    if (conversationId !== id) {
      drafts.delete(id);
      drafts.set(conversationId, draft);
      storage.removeItem(textKey(id));
      void quietly(() => imageStore.del(imagesKey(id)));
    }
    unsaved.add(conversationId);
    save();
    saveImages(conversationId);
    changed();
  }

  /** The server does not have the message: puts it back into the field, before the text typed meanwhile. */
  function giveBack(id: string, sent: TakenDraft) {
    taken.delete(id);
    const { text, images } = read(id);
    const isUntouched = !text && images.length === 0;
    const both = { text: text ? `${sent.text}\n${text}` : sent.text, images: [...sent.images, ...images] };
    drafts.set(id, isUntouched ? sent : both);
    unsaved.add(id);
    save();
    saveImages(id);
    changed();
  }

  /** Moves a draft into the queue. It gets its key now, so that two windows that send it make one message. */
  function enqueue(id: string) {
    const { text, images } = read(id);
    const queued = { text, images, key: crypto.randomUUID() };
    const queue = queueOf(id);
    drafts.set(queue, queued);
    saveText(queue, queued);
    saveImages(queue);
    write(id, { text: "", images: [] });
    save();
  }

  /** Deletes a draft everywhere: here, and where a reload would find it. */
  function forget(id: string) {
    taken.delete(id);
    unsaved.delete(id);
    drafts.delete(id);
    storage.removeItem(textKey(id));
    void quietly(() => imageStore.del(imagesKey(id)));
    changed();
  }

  /** The ids of all drafts, also of those that are stored and not read yet. */
  const ids = (): string[] => [...new Set([...idsOf(storage, textKey("")), ...drafts.keys()])];

  /** Another window has queued, sent or removed a message. The draft that is being typed here stays unchanged. */
  function readAgain(key: string | null) {
    const id = key?.slice(textKey("").length) ?? "";
    if (!key?.startsWith(textKey(queueOf(""))) || taken.has(id)) return;
    drafts.delete(id);
    changed();
  }

  function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  return { read, write, save, take, accepted, giveBack, enqueue, forget, ids, readAgain, subscribe };
}

/** What follows this prefix in the keys of the storage. */
export const idsOf = (storage: Storage, prefix: string): string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "").flatMap((key) =>
    key.startsWith(prefix) ? [key.slice(prefix.length)] : [],
  );

/** Opening the database would delay the first paint, and most drafts have no pictures. */
const getWhenIdle = (key: string) => new Promise<void>((resolve) => whenIdle(resolve)).then(() => get(key));

/** The page's drafts. Saves the last half second when the page closes. */
export const drafts = createDrafts(localStorage, { get: getWhenIdle, set, del });
addEventListener("pagehide", drafts.save);
document.addEventListener("visibilitychange", drafts.save);
addEventListener("storage", ({ key }: StorageEvent) => drafts.readAgain(key));

/** Ignores errors: if the browser is out of space, or a private window stores nothing, a draft lasts as long as the page. */
async function quietly(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
