import { createContext, use, useSyncExternalStore } from "react";
import type { Message } from "#shared/chat.ts";
import type { ApiError } from "#shared/errors.ts";
import type { Verb } from "#shared/verbs.ts";
import { drafts, idsOf } from "./drafts.ts";

const storageKey = (conversationId: string) => `blossom.editing.${conversationId}`;
export const editDraft = (messageId: string) => `edit-${messageId}`;

/** Which message of each conversation is being edited. Survives a reload, as the edited text does: that is a draft. */
function createEditing(storage: Storage) {
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const known = new Map<string, string | null>();
  function read(conversationId: string): string | null {
    if (!known.has(conversationId)) known.set(conversationId, storage.getItem(storageKey(conversationId)));
    return known.get(conversationId) ?? null;
  }
  function set(conversationId: string, messageId: string | null) {
    known.set(conversationId, messageId);
    try {
      if (messageId === null) storage.removeItem(storageKey(conversationId));
      else storage.setItem(storageKey(conversationId), messageId);
    } catch {
      // storage is full: the edit lasts until the page is closed
    }
    changed();
  }
  return {
    read,
    begin(conversationId: string, { id, text }: Pick<Message, "id" | "text">) {
      const last = read(conversationId);
      if (last === id) return;
      if (last !== null) drafts.write(editDraft(last), { text: "" });
      drafts.write(editDraft(id), { text });
      set(conversationId, id);
    },
    /** Forgets the edited text. */
    cancel(conversationId: string) {
      const id = read(conversationId);
      if (id === null) return;
      set(conversationId, null);
      drafts.write(editDraft(id), { text: "" });
    },
    /** The edited text is on its way to the server. If the page reloads before it arrives, it is back in its field. */
    send(conversationId: string) {
      known.set(conversationId, null);
      changed();
    },
    accepted(conversationId: string, messageId: string) {
      if (storage.getItem(storageKey(conversationId)) === messageId) storage.removeItem(storageKey(conversationId));
    },
    /** Deletes the edited text of a conversation, also one that is on its way. */
    forget(conversationId: string) {
      for (const id of [read(conversationId), storage.getItem(storageKey(conversationId))])
        if (id !== null) drafts.forget(editDraft(id));
      storage.removeItem(storageKey(conversationId));
      known.delete(conversationId);
      changed();
    },
    /** The conversations in which a message is being edited. */
    conversations: () => [...new Set([...idsOf(storage, storageKey("")), ...known.keys()])],
    refused: (conversationId: string, messageId: string) => set(conversationId, messageId),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export const editing = createEditing(localStorage);

export const useEditedId = (conversationId: string): string | null =>
  useSyncExternalStore(
    editing.subscribe,
    () => editing.read(conversationId),
    () => null,
  );

/** The state and the actions of editing that an open conversation gives to its messages. */
export type Editing = {
  editedId: string | null;
  /** The verb that the learner used last in this conversation. */
  lastVerb: Verb;
  /** Why the edited text was not sent. */
  failure: ApiError | null;
  begin: (message: Message) => void;
  cancel: () => void;
  send: (message: Message, verb: Verb) => void;
  /** Asks again with the same words. Later messages stay in their branch. */
  again: (message: Message, verb: Verb) => void;
  /** Shows another version of a message. */
  show: (messageId: string) => void;
};

const nothing = () => {};
export const EditingContext = createContext<Editing>({
  editedId: null,
  lastVerb: "explain",
  failure: null,
  begin: nothing,
  cancel: nothing,
  send: nothing,
  again: nothing,
  show: nothing,
});
export const useEditing = (): Editing => use(EditingContext);
