import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rawQuery } from "#web/api/generations.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { LongText } from "./long-text.tsx";
import styles from "./thoughts.module.css";

type Props = { generationId: string; ms: number; isRunning: boolean };

/** What the model thought before it wrote, under a fold. It is loaded when it is opened, and is no part of the answer. */
export function Thoughts({ generationId, ms, isRunning }: Props) {
  const t = useAnsweringStrings().thoughts;
  const { duration } = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles.thoughts} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        {t.title}
        {!isRunning && ms >= 1_000 && ` · ${duration(ms)}`}
      </summary>
      {isOpen && <ThoughtText generationId={generationId} ms={ms} />}
    </details>
  );
}

function ThoughtText({ generationId, ms }: Omit<Props, "isRunning">) {
  const { raw } = useAnsweringStrings();
  // they grow while the model thinks
  const { data, error } = useQuery({ ...rawQuery(generationId, ms), placeholderData: keepPreviousData });
  if (error) return <p>{raw.failed}</p>;
  if (!data) return <p>{raw.loading}</p>;
  return (
    <div className={styles.text}>
      <LongText text={data.thoughts.trim()} />
    </div>
  );
}
