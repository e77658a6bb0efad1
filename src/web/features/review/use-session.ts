import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { ReviewCard, ReviewQueue } from "#shared/review/review.ts";
import { allReview } from "#web/api/keys.ts";
import { type Beyond, reviewQuery } from "#web/api/review.ts";

const nothing: Beyond = { ahead: false, more: 0 };
const nameOf = ({ id, version }: Pick<ReviewCard, "id" | "version">) => `${id} ${version}`;

/**
 * The card that is shown and the queue behind it. A card stays until it was graded or hidden, whatever the server says is next, and one that was
 * graded here is gone at once.
 */
export function useSession(language: LearningLanguage) {
  const client = useQueryClient();
  const [asked, setAsked] = useState({ language, beyond: nothing });
  const beyond = asked.language === language ? asked.beyond : nothing;
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<ReviewCard | null>(null);
  const [isTakenAway, setTakenAway] = useState(false);
  const isSaving = useRef(false);
  const query = useQuery({
    ...reviewQuery(language, beyond),
    placeholderData: (before: ReviewQueue | undefined) => (before?.language === language ? before : undefined),
    refetchInterval: ({ state }) => untilNext(state.data),
    refetchOnMount: "always",
  });
  const cards = (query.data?.cards ?? []).filter((card) => !gone.has(nameOf(card)));
  const current = cards.find((card) => shown && nameOf(card) === nameOf(shown)) ?? cards[0] ?? null;
  if (query.data && (current && nameOf(current)) !== (shown && nameOf(shown))) {
    const before = shown && query.data.language === shown.word.language ? shown : null;
    setTakenAway(before !== null && !gone.has(nameOf(before)) && before.id !== current?.id);
    setShown(current);
  }
  return {
    query,
    queue: query.data,
    card: current,
    /** For this language; in another one, today's limit holds. */
    setBeyond: (change: Partial<Beyond>) => setAsked({ language, beyond: { ...beyond, ...change } }),
    more: beyond.more,
    /** Another window graded or hid the card that was shown here. */
    isTakenAway,
    /**
     * Saves one change at a time. A key that is pressed while one is saved does nothing: the learner means the card that comes next, but the old
     * one is still shown.
     */
    saveAlone: async (save: () => Promise<unknown>) => {
      if (isSaving.current) return;
      isSaving.current = true;
      await save().finally(() => {
        isSaving.current = false;
      });
    },
    /** The card is graded or hidden. */
    leave: (card: ReviewCard) => {
      setTakenAway(false);
      setGone((before) => new Set([...before, nameOf(card)]));
    },
    /** Shows this card next: its grade was taken back. */
    returnTo: async (id: string) => {
      await client.refetchQueries({ queryKey: [...allReview, "queue"] });
      const queue = client.getQueryData(reviewQuery(language, beyond).queryKey);
      setShown(queue?.cards.find((card) => card.id === id) ?? null);
    },
  };
}

/** How long until a card in its steps comes back, in milliseconds. False while cards are left, or if no card comes back today. */
function untilNext(queue: ReviewQueue | undefined): number | false {
  if (!queue?.waiting || queue.cards.length > 0) return false;
  return Math.max(1_000, queue.waiting.at - Date.now());
}
