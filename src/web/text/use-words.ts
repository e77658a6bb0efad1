import type { ElementContent } from "hast";
import { QueryObserver, useQueryClient } from "@tanstack/react-query";
import { type RefObject, startTransition, use, useEffect, useState } from "react";
import type { ReadingAbove } from "#shared/analysis.ts";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Analysis, wordsQuery } from "#web/api/analyse.ts";
import { GrowingContext } from "./growing.ts";
import { KeptWithContext } from "./kept-with.ts";
import { readingsAbove } from "./markdown/base-text.ts";
import type { Sight } from "./sight.ts";
import { findDivided, isBeingRead, whenUnselected } from "./still-lines.ts";
import { useSight } from "./use-sight.ts";

/** In milliseconds. A growing text is analysed after a pause of this length. A model on a laptop writes three words a second. */
const settleMs = 700;
/** A text that has not grown since it appeared waits only this long: a growing one gets more words within this time. */
const firstMs = 120;
const isFinished = (text: string) => /[。．.!?！？…」』）)]\s*$/u.test(text);

type Asked = {
  text: string;
  language: LearningLanguage;
  /** The words of a card. */
  given: readonly Word[] | undefined;
  nodes?: readonly ElementContent[] | undefined;
  /** It is one of many in a longer text, and gets its words when it comes near the screen. */
  isOneOfMany: boolean;
};

export type ShownWords = {
  words: readonly Word[];
  /** The numbers of the words that the end of a line may divide, so that the lines stay as they were read. */
  divided: ReadonlySet<number>;
};

const noWords: ShownWords = { words: [], divided: new Set() };

/** The drawn words: the given ones, or else the engine's, as soon as the text is near the screen and no longer grows. */
export function useWords(root: RefObject<HTMLElement | null>, asked: Asked): ShownWords {
  const { text, language, given, nodes, isOneOfMany } = asked;
  const queryClient = useQueryClient();
  const [cached] = useState(() =>
    given
      ? undefined
      : queryClient.getQueryData<Analysis>(wordsQuery(language, text, nodes && readingsAbove(nodes)).queryKey),
  );
  const sight = useSight(root, (given !== undefined && !isOneOfMany) || cached !== undefined);
  const arrived = useArrived(root, asked, sight, cached);
  if (sight === "unseen") return noWords;
  return given ? { words: given, divided: noWords.divided } : arrived;
}

type Arrived = ShownWords & { text: string; language: LearningLanguage };

function useArrived(
  root: RefObject<HTMLElement | null>,
  { text, language, given, nodes }: Asked,
  sight: Sight,
  cached: Analysis | undefined,
): ShownWords {
  const queryClient = useQueryClient();
  const [arrived, setArrived] = useState<Arrived>({ ...noWords, ...cached, text, language });
  const [firstText] = useState(text);
  const asks = given === undefined && sight === "near";
  const isGrowing = use(GrowingContext);
  const keptWith = use(KeptWithContext);
  const above = useSame(nodes ? readingsAbove(nodes) : noReadings);

  useEffect(() => {
    const element = root.current;
    if (!asks || !element) return;
    const since = performance.now();
    let stopWaiting = () => {};
    let stopAsking = () => {};
    const show = (analysis: Analysis | undefined) => {
      if (!analysis) return;
      stopWaiting();
      stopWaiting = whenUnselected(element, () => {
        const { words } = analysis;
        const divided = isBeingRead(element, since) ? findDivided(element, words) : noWords.divided;
        startTransition(() =>
          setArrived((old) => (old.words === words && old.text === text ? old : { words, divided, text, language })),
        );
      });
    };
    const ask = () => {
      const observer = new QueryObserver(queryClient, wordsQuery(language, text, above, keptWith));
      stopAsking = observer.subscribe(({ data }) => show(data));
      show(observer.getCurrentResult().data);
    };
    const isFirst = text === firstText;
    const wait = isFinished(text) || (isFirst && !isGrowing) ? 0 : isFirst ? firstMs : settleMs;
    const timer = wait > 0 ? setTimeout(ask, wait) : undefined;
    if (!timer) ask();
    return () => {
      clearTimeout(timer);
      stopAsking();
      stopWaiting();
    };
  }, [root, queryClient, asks, language, text, above, keptWith, firstText, isGrowing]);

  const hasDivided = arrived.divided.size > 0;
  useEffect(() => {
    if (!hasDivided) return;
    const release = () => setArrived((old) => ({ ...old, divided: noWords.divided }));
    if (!asks) return release(); // lines out of sight may change
    addEventListener("resize", release);
    return () => removeEventListener("resize", release);
  }, [hasDivided, asks]);

  // the words of its beginning stay while a text grows
  return arrived.language === language && text.startsWith(arrived.text) ? arrived : noWords;
}

const noReadings: readonly ReadingAbove[] = [];

/** The same list while its content is the same: the nodes of an answer are new ones each time that it is drawn. */
function useSame(now: readonly ReadingAbove[]): readonly ReadingAbove[] {
  const [kept, setKept] = useState(now);
  const isSame = JSON.stringify(kept) === JSON.stringify(now);
  if (!isSame) setKept(now);
  return isSame ? kept : now;
}
