import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { withReadings } from "#web/text/copy/with-readings.ts";
import { Button } from "#web/ui/button.tsx";
import { copyText } from "#web/ui/copy-text.ts";
import { CheckIcon, ChevronIcon } from "#web/ui/icons.tsx";
import styles from "./copy-menu.module.css";

type Props = {
  text: string;
  words: readonly Word[];
  language: LearningLanguage;
  /** The button that copies the card. */
  children: ReactNode;
};

/** The other forms in which a card's sentence can be copied: plain, and with its readings. */
export function CopyMenu({ text, words, language, children }: Props) {
  const t = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const [copied, setCopied] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const onPress = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) setIsOpen(false);
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [isOpen]);

  const forms = [
    { label: t.card.copySentence, toText: () => text },
    { label: t.card.copyReadings, toText: () => withReadings(text, words, language, "plain") },
    { label: t.card.copyAnki, toText: () => withReadings(text, words, language, "anki") },
  ];
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape closes it from each of its buttons
    <div
      ref={box}
      className={styles.box}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        setIsOpen(false);
        button.current?.querySelector("button")?.focus();
      }}
    >
      {children}
      <span ref={button}>
        <Button
          kind="icon"
          title={t.card.copyAs}
          aria-label={t.card.copyAs}
          aria-expanded={isOpen}
          onClick={() => {
            setCopied(null);
            setIsOpen(!isOpen);
          }}
        >
          <ChevronIcon size={15} />
        </Button>
      </span>
      {isOpen && (
        <ul className={styles.forms}>
          {forms.map(({ label, toText }) => (
            <li key={label}>
              <Button
                kind="quiet"
                onClick={() => void copyText(toText()).then((isDone) => setCopied(isDone ? label : null))}
              >
                {label}
                {copied === label && <CheckIcon size={15} />}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <span className="visually-hidden" aria-live="polite">
        {copied !== null && t.chat.copied}
      </span>
    </div>
  );
}
