import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type ModelReport, modelReportSchema } from "#shared/model-report.ts";
import { parseJson } from "#shared/parse-json.ts";
import type { Responder } from "#shared/responder.ts";

/** How many reports are kept. */
const most = 60;

/** Inserts a report, or stores its progress. Deletes the oldest ones above the limit. `digest`: of the model's file, if its server reports it. */
export function saveModelReport(db: Database, report: ModelReport, digest: string | null) {
  const { id, provider, host, model, language } = report;
  db.query(
    `INSERT INTO model_reports (id, provider, host, model, digest, language, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT (id) DO UPDATE SET report = ?7`,
  ).run(id, provider, host, model, digest, language, JSON.stringify(report));
  db.query("DELETE FROM model_reports WHERE rowid <= (SELECT max(rowid) FROM model_reports) - ?").run(most);
}

/** Newest first. Leaves out reports that this version cannot read. */
export const listModelReports = (db: Database): ModelReport[] =>
  db
    .query<{ report: string }, []>("SELECT report FROM model_reports ORDER BY rowid DESC")
    .all()
    .flatMap(({ report }) => modelReportSchema.safeParse(parseJson(report)).data ?? []);

/** False if there is no such report. */
export const deleteModelReport = (db: Database, id: string): boolean =>
  db.query("DELETE FROM model_reports WHERE id = ?").run(id).changes > 0;

/** The newest report of this model in this language. `digest`: of its file now; a report about another file does not count. */
export function findModelReport(
  db: Database,
  { provider, host, model }: Responder,
  language: LearningLanguage,
  digest: string | null,
): ModelReport | null {
  const sql = `SELECT report FROM model_reports WHERE provider = ? AND host = ? AND model = ? AND language = ?
    AND coalesce(digest = ?, true) ORDER BY rowid DESC`;
  for (const { report } of db
    .query<{ report: string }, [string, string, string, string, string | null]>(sql)
    .all(provider, host, model, language, digest)) {
    const known = modelReportSchema.safeParse(parseJson(report)).data;
    if (known && known.state !== "running") return known;
  }
  return null;
}
