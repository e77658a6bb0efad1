import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rawQuery } from "#web/api/generations.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { LongText } from "./long-text.tsx";
import styles from "./thoughts.module.css";

/** While the model thinks, its thoughts are loaded again at this interval, not at each line. */
const reloadMs = 2_000;

type Props = { generationId: string; ms: number; isThinking: boolean };

/** The model's thoughts before it wrote, in a fold. They are loaded when the fold is opened, and are not part of the answer. */
export function Thoughts({ generationId, ms, isThinking }: Props) {
  const t = useAnsweringStrings().thoughts;
  const { duration } = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles.thoughts} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        {t.title}
        {!isThinking && ms >= 1_000 && ` · ${duration(ms)}`}
      </summary>
      {isOpen && (
        <ThoughtText generationId={generationId} ms={isThinking ? Math.floor(ms / reloadMs) * reloadMs : ms} />
      )}
    </details>
  );
}

function ThoughtText({ generationId, ms }: Omit<Props, "isThinking">) {
  const { raw } = useAnsweringStrings();
  // each load has all thoughts, so earlier ones need not be kept
  const { data, error } = useQuery({ ...rawQuery(generationId, ms), placeholderData: keepPreviousData, gcTime: 0 });
  if (error) return <p>{raw.failed}</p>;
  if (!data) return <p>{raw.loading}</p>;
  return (
    <div className={styles.text}>
      <LongText text={data.thoughts.trim()} />
    </div>
  );
}
