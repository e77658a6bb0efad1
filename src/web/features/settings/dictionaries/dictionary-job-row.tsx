import type { DictionaryJob } from "#shared/dictionaries.ts";
import { useChangeDictionaries } from "#web/api/dictionaries.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { ProgressBar } from "#web/ui/progress-bar.tsx";
import { Item } from "#web/features/settings/item-list.tsx";
import styles from "./dictionaries.module.css";

/** An installation: its step and progress, or what went wrong and what to do. */
export function DictionaryJobRow({ job }: { job: DictionaryJob }) {
  const t = useSettingsStrings().dictionaries;
  const { bytes } = useFormat();
  const change = useChangeDictionaries();
  const { id, name, state, step, host, problem, detail, completedBytes, totalBytes, fraction } = job;
  const isRunning = state === "running";
  const isOffer = id === "jmdict" || id === "edict";
  return (
    <Item>
      <div className={styles.job}>
        <b>{name}</b>
        {isRunning && <ProgressBar label={t.progress(name)} value={step === "waiting" ? null : fraction} />}
        <output>
          {isRunning && (step === "downloading" ? t.downloading(host ?? "") : t[step])}
          {problem && <span className={styles.problem}>{t.problems[problem](host ?? "")}</span>}
        </output>
        {isRunning && totalBytes !== null && <small>{t.bytes(bytes(completedBytes), bytes(totalBytes))}</small>}
        {problem && detail && (
          <details>
            <summary>{t.details}</summary>
            <small lang="en">{detail}</small>
          </details>
        )}
      </div>
      <div className={styles.actions}>
        {!isRunning && isOffer && (
          <Button aria-label={`${t.again}: ${name}`} onClick={() => change.mutate({ do: "install", offer: id })}>
            {t.again}
          </Button>
        )}
        <Button
          aria-label={`${isRunning ? t.cancel : t.dismiss}: ${name}`}
          isPending={change.isPending}
          onClick={() => change.mutate({ do: "cancel", id })}
        >
          {isRunning ? t.cancel : t.dismiss}
        </Button>
      </div>
    </Item>
  );
}
