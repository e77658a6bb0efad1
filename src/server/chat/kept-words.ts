import type { ReadingAbove } from "#shared/analysis.ts";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** A text with the words that the engine found in it, before the learner's settled readings. */
export type KeptText = {
  language: LearningLanguage;
  text: string;
  above: readonly ReadingAbove[];
  words: readonly Word[];
};

/**
 * The words of the texts that pages asked for, by message or conversation (the owner). So a conversation that is opened again arrives with
 * its words. Only the page knows which texts a message consists of, because it draws the Markdown.
 */
export type KeptWords = {
  /** The version of the engine and its settings now. Read it before the words: it may change while they are looked up. */
  version(): string;
  keep(ownerId: string, version: string, text: KeptText): void;
  /** The texts of these owners, in the same order. None if the engine has changed since. */
  of(ownerIds: readonly string[]): KeptText[];
  /** Forgets all texts, because some of them were deleted for good. */
  clear(): void;
};

/** In UTF-16 units. `all`: of all texts together; their words take about 400 times as many bytes, 16 MB. `text`: a longer one is not a sentence of a chat. */
const longest = { all: 40_000, text: 2_000 };
/** Of one owner. The oldest are forgotten. */
const mostTexts = 60;

/**
 * In memory, and not in the database: after a start, pages ask as before, and a stored copy would have to follow each change of the engine and
 * each deletion.
 */
export function createKeptWords(version: () => string): KeptWords {
  let keptVersion = "";
  let length = 0;
  /** In the order of their last use. */
  const owners = new Map<string, Map<string, KeptText>>();

  const clear = () => {
    owners.clear();
    length = 0;
  };
  const forget = (texts: Map<string, KeptText>, key: string) => {
    length -= texts.get(key)?.text.length ?? 0;
    texts.delete(key);
  };
  const touch = (ownerId: string): Map<string, KeptText> => {
    const texts = owners.get(ownerId) ?? new Map<string, KeptText>();
    owners.delete(ownerId);
    owners.set(ownerId, texts);
    return texts;
  };

  return {
    version,
    keep(ownerId, madeBy, kept) {
      if (kept.text === "" || kept.text.length > longest.text) return;
      if (madeBy !== keptVersion) clear();
      keptVersion = madeBy;
      const texts = touch(ownerId);
      const key = JSON.stringify([kept.language, kept.text, kept.above]);
      // while an answer grows, the page asks for the beginning of its last sentence
      for (const [other, { text }] of texts) if (kept.text.startsWith(text)) forget(texts, other);
      texts.set(key, kept);
      length += kept.text.length;
      for (const oldest of texts.keys()) if (texts.size > mostTexts) forget(texts, oldest);
      for (const [oldest, all] of owners) {
        if (length <= longest.all) break;
        for (const each of all.keys()) forget(all, each);
        owners.delete(oldest);
      }
    },
    of(ownerIds) {
      if (owners.size === 0 || keptVersion !== version()) return [];
      return ownerIds.flatMap((id) => (owners.has(id) ? [...touch(id).values()].toReversed() : []));
    },
    clear,
  };
}
