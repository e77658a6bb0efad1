import { QueryObserver, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useState } from "react";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { wordsQuery } from "#web/api/analyse.ts";
import { watchSight } from "./sight.ts";

/** A text that grows is asked for when it has not grown for so long. A model on a laptop writes three words a second. */
const settleMs = 700;
/** The first words of a text that grows are no reason to ask: more follow at once. */
const firstMs = 120;
const isFinished = (text: string) => /[。．.!?！？…」』）)]\s*$/u.test(text);

type Asked = { text: string; language: LearningLanguage; given: readonly Word[] | undefined };

/** The words of a text: those that are given, else the engine's, as soon as the text is near the screen and no longer grows. */
export function useWords(root: RefObject<HTMLElement | null>, { text, language, given }: Asked): readonly Word[] {
  const queryClient = useQueryClient();
  const isGiven = given !== undefined;
  const [arrived, setArrived] = useState(() => ({
    text,
    words: isGiven ? none : (queryClient.getQueryData(wordsQuery(language, text).queryKey) ?? none),
  }));
  const [firstText] = useState(text);

  useEffect(() => {
    const element = root.current;
    if (isGiven || !element) return;
    let stop: (() => void) | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      const observer = new QueryObserver(queryClient, wordsQuery(language, text));
      const show = (words: readonly Word[] | undefined) => words && setArrived({ text, words });
      stop = observer.subscribe(({ data }) => show(data));
      show(observer.getCurrentResult().data);
    };
    const leave = watchSight(element, (isNear) => {
      clearTimeout(timer);
      stop?.();
      stop = null;
      if (!isNear) return;
      if (isFinished(text)) ask();
      else timer = setTimeout(ask, text === firstText ? firstMs : settleMs);
    });
    return () => {
      leave();
      clearTimeout(timer);
      stop?.();
    };
  }, [root, queryClient, isGiven, language, text, firstText]);

  if (given) return given;
  // the words of its beginning stay while a text grows
  return text.startsWith(arrived.text) ? arrived.words : none;
}

const none: readonly Word[] = [];
