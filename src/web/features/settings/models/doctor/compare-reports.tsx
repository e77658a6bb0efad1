import { useState } from "react";
import type { ModelReport } from "#shared/model-report.ts";
import { useDeleteReport } from "#web/api/model-doctor.ts";
import { type Format, useFormat } from "#web/i18n/format.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { shortName } from "#web/models/short-name.ts";
import { Button } from "#web/ui/button.tsx";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import styles from "./compare-reports.module.css";
import { pickReports } from "./pick-reports.ts";

/** One test, or two side by side: the learner chooses which. */
export function CompareReports({ reports }: { reports: readonly ModelReport[] }) {
  const t = useSettingsStrings().doctor;
  const format = useFormat();
  const language = useInterfaceLanguage();
  const remove = useDeleteReport();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const shown = pickReports(reports, chosen);
  if (shown.length === 0) return null;
  const options = reports.map((report) => ({
    value: report.id,
    label: `${shortName(report.model)} · ${learningNames[language][report.language]} · ${format.moment(report.startedAt)}`,
  }));
  const choose = (column: number, id: string) =>
    setChosen(shown.map((report, index) => (index === column ? id : report.id)));

  return (
    <table className={styles.reports}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t.figure}</span>
          </th>
          {shown.map((report, column) => (
            <th key={report.id} scope="col">
              <ChipSelect
                label={t.shown(column + 1)}
                className={styles.choice}
                value={report.id}
                options={options}
                onChoose={(id) => choose(column, id)}
              />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">
              {t.rows[name]}
              <small>{t.hints[name]}</small>
            </th>
            {shown.map((report) => (
              <td key={report.id}>{value(report, t, format)}</td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.state}</th>
          {shown.map((report) => (
            <td key={report.id}>
              <State report={report} />
              {report.state !== "running" && (
                <Button kind="link" isPending={remove.isPending} onClick={() => remove.mutate(report.id)}>
                  {t.remove}
                </Button>
              )}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function State({ report }: { report: ModelReport }) {
  const t = useSettingsStrings().doctor;
  const errorText = useErrorText();
  const format = useFormat();
  const { state, asked, total, error, model, host } = report;
  return (
    <p>
      {t.states[state](format.count(asked), format.count(total))}
      {error && <small>{errorText({ model, host, ...error })}</small>}
    </p>
  );
}

type Row = {
  name: keyof SettingsStrings["doctor"]["rows"];
  value: (report: ModelReport, t: SettingsStrings["doctor"], format: Format) => string;
};

const rows: readonly Row[] = [
  { name: "complete", value: ({ figures }, t, format) => shareOf(figures.complete, t, format) },
  {
    name: "readings",
    value: ({ figures: { readings, engineReadings } }, t, format) =>
      readings.whole === 0
        ? t.none
        : t.against(
            shareOf(readings, t, format),
            t.of(format.count(engineReadings.part), format.count(engineReadings.whole)),
          ),
  },
  { name: "usable", value: ({ figures }, t, format) => shareOf(figures.usable, t, format) },
  { name: "language", value: ({ figures }, t, format) => shareOf(figures.language, t, format) },
  { name: "mistakesFound", value: ({ figures }, t, format) => shareOf(figures.mistakesFound, t, format) },
  { name: "rightLeftAlone", value: ({ figures }, t, format) => shareOf(figures.rightLeftAlone, t, format) },
  {
    name: "speed",
    value: ({ figures: { wordsPerSecond } }, t, format) =>
      wordsPerSecond === null ? t.none : t.wordsPerSecond(format.rate(wordsPerSecond)),
  },
  {
    name: "firstWord",
    value: ({ figures: { firstWordMs } }, t, format) => (firstWordMs === null ? t.none : format.duration(firstWordMs)),
  },
];

const shareOf = ({ part, whole }: { part: number; whole: number }, t: SettingsStrings["doctor"], format: Format) =>
  whole === 0 ? t.none : t.of(format.count(part), format.count(whole));
