import type { TestTask } from "#shared/model-test.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { cx } from "#web/ui/cx.ts";
import { CircleAlertIcon, CircleCheckIcon, CircleCrossIcon, CircleIcon, CircleMinusIcon } from "#web/ui/icons.tsx";
import { Spinner } from "#web/ui/spinner.tsx";
import { useNow } from "#web/ui/use-now.ts";
import styles from "./test-light.module.css";
import type { Light } from "./use-model-test.ts";

type Props = { task: TestTask; light: Light | undefined; isOn: boolean };

const icons = {
  idle: CircleIcon,
  running: Spinner,
  passed: CircleCheckIcon,
  unread: CircleAlertIcon,
  skipped: CircleMinusIcon,
  failed: CircleCrossIcon,
};

/** How one task went: a sign and a word for it, then the figures, or the reason and what to do. */
export function TestLight({ task, light, isOn }: Props) {
  const t = useSettingsStrings().test;
  // what had begun when the test broke off is not on its way any more
  const state = light && (light.state !== "running" || isOn) ? light.state : "idle";
  const Icon = icons[state];

  return (
    <li className={cx(styles.light, styles[state])}>
      <p>
        <Icon size={18} />
        <b>{t.tasks[task]}</b> <span>{t.state[state]}</span>
      </p>
      {light?.responder && <small>{light.responder.model}</small>}
      {state === "running" && light && <Doing light={light} />}
      {light && state !== "running" && <Outcome light={light} />}
    </li>
  );
}

/** A cold model takes minutes: what it is doing, and since when. */
function Doing({ light: { phase = "waiting", since } }: { light: Light }) {
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

function Outcome({ light }: { light: Light }) {
  const t = useSettingsStrings().test;
  const { errors } = useTranslate();
  const errorText = useErrorText();
  const format = useFormat();
  const { state, responder, firstTokenMs, totalMs, tokensPerSecond, said, error } = light;
  const figures = [
    firstTokenMs !== undefined && t.firstWord(format.duration(firstTokenMs)),
    tokensPerSecond !== undefined && t.speed(format.rate(tokensPerSecond)),
    totalMs !== undefined && t.total(format.duration(totalMs)),
  ].filter(Boolean);

  return (
    <>
      {figures.length > 0 && <small>{figures.join(" · ")}</small>}
      {state === "unread" && <small>{t.unreadWhy}</small>}
      {state === "skipped" && <small>{t.skippedWhy(responder?.model ?? errors.someModel)}</small>}
      {error && <small>{errorText({ ...place(responder), ...error })}</small>}
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

const place = (responder: Light["responder"]) => (responder ? { model: responder.model, host: responder.host } : {});
