import { type ReactNode, useState } from "react";
import type { Word } from "#shared/card.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import { HearButton } from "#web/hear/hear-button.tsx";
import type { Living } from "#web/text/living.ts";
import { Button } from "#web/ui/button.tsx";
import { copyText } from "#web/ui/copy-text.ts";
import styles from "./popup.module.css";
import type { Explained } from "./use-explained.ts";

type Props = {
  living: Living;
  explained: Explained;
  onSend: (living: Living) => void;
  onDone: () => void;
};

type Action = { name: string } & (
  | { button: ReactNode; label?: never; run?: never; isOn?: never }
  | { button?: never; label: string; run: () => void; isOn?: boolean }
);

/** The word as the only one of a text. */
const atItsStart = (word: Word): Word => ({ ...word, start: 0, end: word.surface.length });

/** The actions on the word. The number of each button is its key. */
export function Actions({ living, explained, onSend, onDone }: Props) {
  const t = usePopupStrings();
  const { words, index, language, onOpen } = living;
  const word = words[index]!;
  const surface = withoutBrackets(word.surface, language);
  const [copied, setCopied] = useState<string | null>(null);
  const actions: Action[] = [
    ...(onOpen
      ? [
          {
            name: "card",
            label: t.card,
            run() {
              onDone();
              onOpen();
            },
          },
        ]
      : []),
    {
      name: "hear",
      button: <HearButton key={index} text={word.surface} words={[atItsStart(word)]} language={language} />,
    },
    {
      name: "copy",
      label: copied === surface ? t.copied : t.copy,
      run: () => void copyText(surface).then((isDone) => setCopied(isDone ? surface : null)),
    },
    { name: "explain", label: t.explain, run: explained.ask, isOn: explained.isWanted },
    { name: "anki", label: t.anki, run: () => onSend(living) },
  ];
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for fields
    <div className={styles.actions} role="group" aria-label={t.actions}>
      {actions.map(({ name, button, label, run, isOn }, at) =>
        button ? (
          <span key={name} data-key={at + 1} className={styles.numbered}>
            {button}
            <kbd aria-hidden="true">{at + 1}</kbd>
          </span>
        ) : (
          <Button
            key={name}
            kind="chip"
            data-key={at + 1}
            aria-keyshortcuts={String(at + 1)}
            aria-pressed={isOn}
            onClick={run}
          >
            {label} <kbd aria-hidden="true">{at + 1}</kbd>
          </Button>
        ),
      )}
      <span className="visually-hidden" aria-live="polite">
        {copied === surface && t.copied}
      </span>
    </div>
  );
}
