import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Verb, verbs } from "#shared/verbs.ts";
import { examplesFor } from "#shared/languages/examples.ts";
import { conversationsQuery } from "#web/api/conversation-list.ts";
import { useSettings } from "#web/api/settings.ts";
import { isWithoutModel, statusQuery } from "#web/api/status.ts";
import { SentenceButton, SentenceList } from "#web/cards/sentence-button.tsx";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useStartStrings } from "#web/i18n/use-start-strings.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { ExplainIcon, ReplyIcon } from "#web/ui/icons.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import { LearningLine } from "./learning-line.tsx";
import styles from "./start.module.css";

/** This is the last part of the page, so nothing moves when it appears or changes. */
const WhoAnswers = lazyPart(() => import("./who-answers.tsx").then((part) => part.WhoAnswers), {
  useStrings: () => [...useStartStrings.useStart(), ...useModelsStrings.useStart(), ...useAnsweringStrings.useStart()],
});

/** The last part too: a learner who has conversations usually sees no WhoAnswers. */
const TodayLine = lazyPart(() => import("./today-line.tsx").then((part) => part.TodayLine), {
  useStrings: useTutorStrings.useStart,
});

/** True until the learner has a conversation; undefined while that is not known. */
export function useIsFirstRun(): boolean | undefined {
  const { data } = useInfiniteQuery(conversationsQuery);
  return data && data.pages[0]?.conversations.length === 0;
}

type Props = { onExample: (sentence: string, verb: Verb) => void };

/** A page without messages: two ways in, each with examples that take one press. */
export function Start({ onExample }: Props) {
  const t = useTranslate().chat;
  const { learningLanguage, levels } = useSettings();
  const { data: status } = useQuery(statusQuery);
  const isFirstRun = useIsFirstRun();
  const examples = examplesFor(learningLanguage, levels[learningLanguage]);
  // a learner who has conversations then also reads how to get a model
  const needsModel = status !== undefined && (status.choices.length > 0 || isWithoutModel(status));

  return (
    <div className={styles.scroll}>
      <div className={styles.start}>
        <h2>{t.start.title}</h2>
        <LearningLine />
        <div className={styles.ways}>
          {verbs.map((verb) => (
            <WayIn key={verb} icon={icons[verb]} title={t.verbs[verb]} lead={t.start[verb]}>
              {examples[verb].map((example) => (
                <li key={example}>
                  <SentenceButton lang={learningLanguage} onClick={() => onExample(example, verb)}>
                    {example}
                  </SentenceButton>
                </li>
              ))}
            </WayIn>
          ))}
        </div>
        <div className={styles.who}>{(isFirstRun || needsModel) && <WhoAnswers />}</div>
        {isFirstRun === false && <TodayLine />}
      </div>
    </div>
  );
}

const icons: Record<Verb, ReactNode> = { explain: <ExplainIcon size={20} />, reply: <ReplyIcon size={20} /> };

type WayInProps = { icon: ReactNode; title: string; lead: string; children: ReactNode };

const WayIn = ({ icon, title, lead, children }: WayInProps) => (
  <section className={styles.way} aria-label={title}>
    <h3>
      {icon}
      {title}
    </h3>
    <p>{lead}</p>
    <SentenceList>{children}</SentenceList>
  </section>
);
