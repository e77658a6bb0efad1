import { useEffect, useRef } from "react";
import { HearControls } from "#web/hear/hear-button.tsx";
import type { Spoken } from "#web/hear/player.ts";
import { livingOf } from "#web/text/living.ts";

type Props = { messageId: string; isRunning: boolean };

/**
 * Reads an answer aloud, sentence by sentence, also while it is still being written. It speaks the text in the learning language as the page
 * shows it. A card has a button of its own.
 */
export function HearReply({ messageId, isRunning }: Props) {
  const running = useRef(isRunning);
  useEffect(() => {
    running.current = isRunning;
    // another part of the page may draw this button when the answer is complete
    return () => {
      running.current = false;
    };
  }, [isRunning]);
  return (
    <HearControls
      name={messageId}
      sentences={() => sentencesOf(messageId)}
      isGrowing={() => running.current}
      canPause
      hasSlower
    />
  );
}

function sentencesOf(messageId: string): Spoken[] {
  const message = document.querySelector(`[data-message="${CSS.escape(messageId)}"]`);
  return [...(message?.querySelectorAll("[data-living]") ?? [])].flatMap((element) => {
    const living = element.closest("article, details") ? null : livingOf(element);
    if (!living) return [];
    const { text, words, language } = living;
    return [{ text, words, language, element }];
  });
}
