import { useQuery } from "@tanstack/react-query";
import { use } from "react";
import type { MixedPoliteness } from "#shared/analysis.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { wordsQuery } from "#web/api/analyse.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { KeptWithContext } from "#web/text/kept-with.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./sentence-check.module.css";

/** In UTF-16 units. A longer message is likely a text that the learner pasted. */
const longestSaid = 500;

/** The polite and the plain words of a message that mixes both, by the engine alone. Null if it does not, or is not known yet. */
export function useMixedPoliteness(text: string, language: LearningLanguage): MixedPoliteness | null {
  const enabled = text.length <= longestSaid && languages[language].hasPoliteStyles === true;
  return (
    useQuery({ ...wordsQuery(language, text, undefined, use(KeptWithContext)), enabled }).data?.mixedPoliteness ?? null
  );
}

/** A quiet remark and not a correction, because the plain sentence may be a quotation or a thought. */
export function PolitenessButton({ isOpen, onPress }: { isOpen: boolean; onPress: () => void }) {
  const t = useAnsweringStrings().mixed;
  return (
    <Button kind="quiet" aria-expanded={isOpen} onClick={onPress}>
      {t.label}
    </Button>
  );
}

type Props = MixedPoliteness & { text: string; language: LearningLanguage };

export function PolitenessNote({ text, language, polite, plain }: Props) {
  const t = useAnsweringStrings().mixed;
  return (
    <div className={styles.mixed}>
      <p>{t.advice}</p>
      <dl>
        {(
          [
            ["polite", polite],
            ["plain", plain],
          ] as const
        ).map(([style, spans]) => (
          <div key={style}>
            <dt>{t[style]}</dt>
            <dd lang={language}>{[...new Set(spans.map(({ start, end }) => text.slice(start, end)))].join("、")}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
