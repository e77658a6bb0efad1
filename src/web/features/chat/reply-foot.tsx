import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Answer } from "#shared/answer.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { NewWord } from "#shared/video/comprehension.ts";
import { comprehensionQuery } from "#web/api/comprehension.ts";
import { conversationQuery } from "#web/api/conversations.ts";
import { useSettings } from "#web/api/settings.ts";
import { practiceQuery } from "#web/api/tutor.ts";
import { useExplanationTag } from "#web/cards/use-explanation-tag.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { useSight } from "#web/text/use-sight.ts";
import { Button } from "#web/ui/button.tsx";
import { CheckIcon, ChevronIcon } from "#web/ui/icons.tsx";
import styles from "./reply-foot.module.css";
import type { Retry } from "./use-answers.ts";

/** What the server takes at most. */
const mostAvoided = 20;
const noProgress = () => {};

type Props = {
  answer: Pick<Answer, "generationId" | "text" | "language">;
  conversationId: string;
  messageId: string;
  /** Only the last reply gets another version. */
  isLast: boolean;
  onRetry: (mode: Parameters<Retry>[1], how?: Parameters<Retry>[2]) => void;
};

/** The line under a reply: the words above the learner's level, and the practised words that it has. No model is asked. */
export function ReplyFoot({ answer, conversationId, messageId, isLast, onRetry }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  const isSeen = useSight(place) !== "unseen";
  const { data: open } = useQuery({ ...conversationQuery(conversationId), enabled: false });
  return (
    <>
      <span ref={place} />
      {isSeen && <TooHard answer={answer} onSimpler={isLast ? (avoid) => onRetry("simpler", { avoid }) : undefined} />}
      {isSeen && isLast && open?.conversation.practice !== undefined && (
        <Practised
          conversationId={conversationId}
          messageId={messageId}
          generationId={answer.generationId}
          language={answer.language}
          onAgain={() => onRetry("retry")}
        />
      )}
    </>
  );
}

type TooHardProps = Pick<Props, "answer"> & { onSimpler: ((avoid: string[]) => void) | undefined };

function TooHard({ answer: { text, language, generationId }, onSimpler }: TooHardProps) {
  const t = useTutorStrings().reply;
  const level = useSettings().levels[language];
  const of = ["reply", generationId, level];
  const { data } = useQuery(comprehensionQuery({ language, texts: [text], of, onProgress: noProgress }));
  const [isOpen, setIsOpen] = useState(false);
  // a saved word is being learned, and the tutor may bring it in
  const above = data?.list.filter(({ isSaved }) => !isSaved) ?? [];
  if (above.length === 0) return null;
  return (
    <>
      <Button kind="quiet" className={styles.button} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <span>{t.above(above.length)}</span>
        <ChevronIcon size={14} />
      </Button>
      {isOpen && (
        <div className={styles.more}>
          <WordList words={above} language={language} />
          {onSimpler && (
            <Button onClick={() => onSimpler(above.slice(0, mostAvoided).map(({ lemma }) => lemma))}>
              {t.simpler}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function WordList({ words, language }: { words: readonly NewWord[]; language: LearningLanguage }) {
  const explained = useExplanationTag();
  return (
    <ul className={styles.words}>
      {words.map(({ lemma, meaning }) => (
        <li key={lemma}>
          <b lang={language}>
            <LivingText text={lemma} language={language} />
          </b>
          {meaning !== null && <span lang={explained}>{meaning}</span>}
        </li>
      ))}
    </ul>
  );
}

type PractisedProps = {
  conversationId: string;
  messageId: string;
  generationId: string;
  language: LearningLanguage;
  onAgain: () => void;
};

/** The words that the learner practises in this conversation; those that a reply has had are marked. */
function Practised({ conversationId, messageId, generationId, language, onAgain }: PractisedProps) {
  const t = useTutorStrings().reply;
  const { data } = useQuery(practiceQuery(conversationId, generationId));
  if (!data || data.words.length === 0) return null;
  const isNoneUsed = data.words.every(({ messages }) => !messages.includes(messageId));
  return (
    <div className={styles.practised}>
      <p>
        <span>{t.practised}</span>
        {data.words.map(({ id, lemma, messages }) => (
          <span key={id} data-used={messages.length > 0}>
            <span lang={language}>{lemma}</span>
            {messages.length > 0 && (
              <>
                <CheckIcon size={13} />
                <span className="visually-hidden">({t.used})</span>
              </>
            )}
          </span>
        ))}
      </p>
      {isNoneUsed && (
        <p>
          <span>{t.noneUsed}</span>
          <Button kind="link" onClick={onAgain}>
            {t.again}
          </Button>
        </p>
      )}
    </div>
  );
}
