import type { TestTask } from "#shared/test-tasks.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { cx } from "#web/ui/cx.ts";
import { CircleAlertIcon, CircleCheckIcon, CircleCrossIcon, CircleIcon, CircleMinusIcon } from "#web/ui/icons.tsx";
import { Spinner } from "#web/ui/spinner.tsx";
import { useNow } from "#web/ui/use-now.ts";
import styles from "./test-task-row.module.css";
import type { TaskProgress } from "./use-model-test.ts";

type Props = { task: TestTask; progress: TaskProgress | undefined; isOn: boolean };

const icons = {
  idle: CircleIcon,
  running: Spinner,
  passed: CircleCheckIcon,
  unread: CircleAlertIcon,
  weak: CircleAlertIcon,
  skipped: CircleMinusIcon,
  failed: CircleCrossIcon,
};

/** The result of one task: an icon and a word, then the figures, or the reason and advice. */
export function TestTaskRow({ task, progress, isOn }: Props) {
  const t = useSettingsStrings().test;
  // a task that was running when the test broke off does not run any more
  const state = progress && (progress.state !== "running" || isOn) ? progress.state : "idle";
  const Icon = icons[state];

  return (
    <li className={cx(styles.task, styles[state])}>
      <p>
        <Icon size={18} />
        <b>{t.tasks[task]}</b> <span>{t.state[state]}</span>
      </p>
      {progress?.responder && <small>{progress.responder.model}</small>}
      {state === "running" && progress && <Doing progress={progress} />}
      {progress && state !== "running" && <Outcome progress={progress} />}
    </li>
  );
}

/** A cold model takes minutes: shows what it is doing, and for how long. */
function Doing({ progress: { phase = "waiting", since } }: { progress: TaskProgress }) {
  const t = useSettingsStrings().test;
  const format = useFormat();
  const seconds = Math.floor((useNow(true) - since) / 1_000);
  return (
    <small>
      {t.phase[phase]}
      {seconds >= 2 && ` · ${format.wait(seconds)}`}
    </small>
  );
}

function Outcome({ progress }: { progress: TaskProgress }) {
  const t = useSettingsStrings().test;
  const { errors } = useTranslate();
  const errorText = useErrorText();
  const format = useFormat();
  const { state, weakness, responder, firstTokenMs, totalMs, tokensPerSecond, said, error } = progress;
  const figures = [
    firstTokenMs !== undefined && t.firstWord(format.duration(firstTokenMs)),
    tokensPerSecond !== undefined && t.speed(format.rate(tokensPerSecond)),
    totalMs !== undefined && t.total(format.duration(totalMs)),
  ].filter(Boolean);

  return (
    <>
      {figures.length > 0 && <small>{figures.join(" · ")}</small>}
      {state === "unread" && <small>{t.unreadWhy}</small>}
      {weakness && <small>{t.weakWhy[weakness]}</small>}
      {state === "skipped" && <small>{t.skippedWhy(responder?.model ?? errors.someModel)}</small>}
      {error && <small>{errorText({ ...namesOf(responder), ...error })}</small>}
      {said && <small className={styles.said}>{t.said(said)}</small>}
      {error?.message && (
        <details>
          <summary>{errors.detail}</summary>
          <small lang="en">{error.message}</small>
        </details>
      )}
    </>
  );
}

const namesOf = (responder: TaskProgress["responder"]) =>
  responder ? { model: responder.model, host: responder.host } : {};
