import { useQuery } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { PracticeWord } from "#shared/tutor/tutor.ts";
import { practices } from "#shared/tutor/tutor-values.ts";
import { toApiError } from "#web/api/client.ts";
import { isWithoutModel, statusQuery } from "#web/api/status.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { useExplanationTag } from "#web/cards/use-explanation-tag.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import { Box } from "./box.tsx";
import styles from "./tutor.module.css";
import { useStartPractice } from "./use-start-practice.ts";

type Props = { language: LearningLanguage; words: readonly PracticeWord[] | undefined };

/** The words to practise now, and two ways to practise them. */
export function PracticeBox({ language, words }: Props) {
  const t = useTutorStrings().practice;
  return (
    <Box title={t.title}>
      {words?.length === 0 ? (
        <>
          <p>{t.none}</p>
          <p className={styles.quiet}>{t.noneHint}</p>
          <p className={styles.buttons}>
            <ButtonLink href="/chat">{t.toChat}</ButtonLink>
          </p>
        </>
      ) : (
        <>
          <Words language={language} words={words ?? []} />
          <p className={styles.quiet}>{t.hint}</p>
          <Ways language={language} isReady={words !== undefined} />
        </>
      )}
    </Box>
  );
}

function Words({ language, words }: { language: LearningLanguage; words: readonly PracticeWord[] }) {
  const explained = useExplanationTag();
  return (
    <ul className={styles.words}>
      {words.map(({ id, lemma, meaning }) => (
        <li key={id}>
          <b lang={language}>
            <LivingText text={lemma} language={language} />
          </b>
          {meaning !== null && <span lang={explained}>{meaning}</span>}
        </li>
      ))}
    </ul>
  );
}

function Ways({ language, isReady }: { language: LearningLanguage; isReady: boolean }) {
  const t = useTutorStrings().practice;
  const errorText = useErrorText();
  const { data: status } = useQuery(statusQuery);
  const start = useStartPractice(language);
  // beyond this computer, nothing is sent before the learner has chosen
  if (status && status.choices.length > 0)
    return (
      <Note>
        <p>{t.mustChoose}</p>
        <ButtonLink href="/chat">{t.toChat}</ButtonLink>
      </Note>
    );
  if (status && isWithoutModel(status))
    return (
      <Note>
        <p>{t.noModel}</p>
        <ButtonLink href="/settings/models">{t.toModels}</ButtonLink>
      </Note>
    );
  return (
    <>
      <p className={styles.buttons}>
        {practices.map((practice) => (
          <Button
            key={practice}
            kind={practice === "chat" ? "primary" : "plain"}
            disabled={!isReady}
            isPending={start.isPending}
            onClick={() => start.mutate(practice)}
          >
            {t[practice]}
          </Button>
        ))}
      </p>
      {start.isError && (
        <Note kind="failure" role="alert">
          <p>{t.notStarted}</p>
          <p>{errorText(toApiError(start.error))}</p>
        </Note>
      )}
    </>
  );
}
