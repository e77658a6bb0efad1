import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { NewWord } from "#shared/video/comprehension.ts";
import { comprehensionQuery } from "#web/api/comprehension.ts";
import { toApiError } from "#web/api/client.ts";
import { useSettings } from "#web/api/settings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { Button } from "#web/ui/button.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { ProgressBar } from "#web/ui/progress-bar.tsx";
import styles from "./caption-panel.module.css";
import { useLines } from "./lines-context.tsx";

/** How many words are shown at first. */
const firstWords = 40;

/** How much of the whole video the learner knows, and the new words, before they watch it. */
export function ComprehensionPanel() {
  const t = useVideoStrings().captions;
  const { share, count } = useFormat();
  const errorText = useErrorText();
  const { levels } = useSettings();
  const { video } = useVideo();
  const { read, track, language } = useLines();
  const [isOpen, setIsOpen] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const cues = read.data?.cues ?? [];
  const of = [video.key, track?.id, cues.length, cues[0]?.text, levels[language]];
  const texts = cues.map(({ text }) => text);
  const [progress, setProgress] = useState(0);
  const { data, error } = useQuery({
    ...comprehensionQuery({ language, texts, of, onProgress: setProgress }),
    enabled: isOpen,
  });
  const shown = data?.list.slice(0, showsAll ? undefined : firstWords) ?? [];
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t.comprehension}</summary>
      {isOpen && !data && !error && (
        <>
          <Hint as="output">{t.counting}</Hint>
          <ProgressBar label={t.counting} value={progress} />
        </>
      )}
      {error && <p role="alert">{errorText(toApiError(error))}</p>}
      {data && (
        <>
          {/* never 100 % while a word is new */}
          <output>{t.known(share(Math.floor(data.knownShare * 100) / 100), count(data.newWords))}</output>
          <Hint>{t.knownHint}</Hint>
          <ol className={styles.words}>
            {shown.map((word) => (
              <WordItem key={word.lemma} word={word} />
            ))}
          </ol>
          {data.list.length > shown.length && (
            <Button kind="quiet" onClick={() => setShowsAll(true)}>
              {t.allWords(count(data.list.length))}
            </Button>
          )}
        </>
      )}
    </details>
  );
}

function WordItem({ word: { lemma, meaning, count, first } }: { word: NewWord }) {
  const t = useVideoStrings().captions;
  const format = useFormat();
  const { player, video } = useVideo();
  const { language, read } = useLines();
  const start = Math.max(0, (read.data?.cues[first]?.start ?? 0) + video.offset);
  const time = format.clock(start);
  return (
    <li>
      <LivingText text={lemma} language={language} />
      <span className={styles.meaning}>{meaning}</span>
      <span>{t.times(format.count(count))}</span>
      <Button kind="link" aria-label={t.firstLine(time)} onClick={() => player?.seek(start)}>
        {time}
      </Button>
    </li>
  );
}
