import type { ModelReport } from "#shared/model-report.ts";

/**
 * The tests to show: those that were chosen and still exist; else the newest one, and the newest of another model in the same language.
 */
export function pickReports(reports: readonly ModelReport[], chosen: readonly string[]): ModelReport[] {
  const known = chosen.map((id) => reports.find((report) => report.id === id));
  if (chosen.length > 0 && known.every((report) => report !== undefined)) return known;
  const [newest] = reports;
  if (!newest) return [];
  const other =
    reports.find(({ model, language }) => model !== newest.model && language === newest.language) ?? reports[1];
  return other ? [newest, other] : [newest];
}
