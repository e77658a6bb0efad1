import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rawQuery } from "#web/api/generations.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { CopyButton } from "#web/ui/copy-button.tsx";
import { LongText } from "./long-text.tsx";
import styles from "./raw-answer.module.css";

type Props = { generationId: string };

/** What the model wrote, unchanged, under a fold. It is loaded when it is opened. */
export function RawAnswer({ generationId }: Props) {
  const t = useAnsweringStrings().raw;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles.raw} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t.title}</summary>
      {isOpen && <RawText generationId={generationId} />}
    </details>
  );
}

function RawText({ generationId }: Props) {
  const t = useAnsweringStrings().raw;
  const { copied } = useTranslate().chat;
  const { data, error } = useQuery(rawQuery(generationId));
  const text = data?.text.trim();
  if (error) return <p>{t.failed}</p>;
  if (text === undefined) return <p>{t.loading}</p>;
  if (text === "") return <p>{t.nothing}</p>;
  return (
    <div className={styles.text}>
      <pre>
        <LongText text={text} />
      </pre>
      <CopyButton text={text} label={t.copy} done={copied} />
    </div>
  );
}
