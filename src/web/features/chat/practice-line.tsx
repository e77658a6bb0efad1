import { useQuery } from "@tanstack/react-query";
import type { Answer } from "#shared/answer.ts";
import { conversationQuery } from "#web/api/conversations.ts";
import { practiceQuery } from "#web/api/tutor.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { CheckIcon } from "#web/ui/icons.tsx";
import styles from "./practice-line.module.css";

type Props = {
  answer: Pick<Answer, "generationId" | "language" | "outcome">;
  conversationId: string;
  messageId: string;
  onAgain: () => void;
};

/** Under the last reply: the words that the learner practises in this conversation. Those that a reply has used are marked. */
export function PracticeLine({
  answer: { generationId, language, outcome },
  conversationId,
  messageId,
  onAgain,
}: Props) {
  const t = useTutorStrings().reply;
  const { data: open } = useQuery({ ...conversationQuery(conversationId), enabled: false });
  const isPractice = open?.conversation.practice !== undefined;
  const { data } = useQuery({ ...practiceQuery(conversationId, generationId), enabled: isPractice });
  if (!data || data.words.length === 0) return null;
  // the server looks for the words only in these
  const isWhole = outcome === "complete" || outcome === "cut";
  const isNoneUsed = isWhole && data.words.every(({ messages }) => !messages.includes(messageId));
  return (
    <div className={styles.practised} data-uncopied="">
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
