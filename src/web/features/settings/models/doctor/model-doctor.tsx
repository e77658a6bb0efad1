import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ModelReport } from "#shared/model-report.ts";
import type { ProviderType } from "#shared/providers.ts";
import { toApiError } from "#web/api/client.ts";
import { reportsQuery, useStartDoctor, useStopDoctor } from "#web/api/model-doctor.ts";
import { useSettings } from "#web/api/settings.ts";
import { FailureLine } from "#web/features/settings/save-note.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { shortName } from "#web/models/short-name.ts";
import { Button } from "#web/ui/button.tsx";
import { ProgressBar } from "#web/ui/progress-bar.tsx";
import { CompareReports } from "./compare-reports.tsx";
import styles from "./model-doctor.module.css";

type Props = { provider: ProviderType; model: string };

/** Tests a model on real sentences of the learning language. The test runs on the server and continues when the page is closed. */
export function ModelDoctor({ provider, model }: Props) {
  const t = useSettingsStrings().doctor;
  const { learningLanguage, explanationLanguage } = useSettings();
  const language = learningNames[useInterfaceLanguage()][learningLanguage];
  const errorText = useErrorText();
  const { data: reports = [] } = useQuery(reportsQuery);
  const begin = useStartDoctor();
  const stop = useStopDoctor();
  const running = reports.find(({ state }) => state === "running");
  const isDone = reports.some((report) => report.model === model && report.provider === provider);
  const error = begin.error && toApiError(begin.error);
  const isRunning = running !== undefined;
  const { reset } = begin;
  // the reason why a test could not be started is over when the next one has ended
  useEffect(() => {
    if (!isRunning) reset();
  }, [isRunning, reset]);

  return (
    <section className={styles.doctor} aria-label={t.title}>
      <div className={styles.head}>
        <div>
          <h3>{t.title}</h3>
          <small>{t.lead(shortName(model), language)}</small>
        </div>
        {running ? (
          <Button isPending={stop.isPending} onClick={() => stop.mutate(undefined)}>
            {t.stop}
          </Button>
        ) : (
          <Button
            isPending={begin.isPending}
            onClick={() => begin.mutate({ provider, model, ...(explanationLanguage && { explanationLanguage }) })}
          >
            {isDone ? t.again : t.run}
          </Button>
        )}
      </div>
      {running && <Running report={running} />}
      {error && (
        <FailureLine role="alert" className={styles.failure}>
          {error.code === "busy" ? t.busy : errorText({ model, ...error })}
        </FailureLine>
      )}
      <CompareReports reports={reports.filter(({ asked, error: failed }) => asked > 0 || failed)} />
      <output className="visually-hidden">{isDone && !running && t.finished}</output>
    </section>
  );
}

function Running({ report: { model, asked, total, secondsLeft } }: { report: ModelReport }) {
  const t = useSettingsStrings().doctor;
  const format = useFormat();
  const left = secondsLeft === null ? t.estimating : t.left(format.wait(Math.max(1, secondsLeft)));
  return (
    <div className={styles.running}>
      <ProgressBar label={t.progress(shortName(model))} value={asked / total} />
      <small>
        {t.asked(shortName(model), format.count(asked), format.count(total))} · {left}
      </small>
    </div>
  );
}
