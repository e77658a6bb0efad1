import { expect, test } from "bun:test";
import type { ModelReport } from "#shared/model-report.ts";
import { pickReports } from "./pick-reports.ts";

const report = (id: string, model: string, language: ModelReport["language"] = "ja") =>
  ({ id, model, language }) as ModelReport;
const reports = [report("4", "a"), report("3", "a"), report("2", "b", "ko"), report("1", "b")];

test.each([
  ["the newest, and the newest of another model in its language", reports, [], ["4", "1"]],
  ["two of one model if there is no other", reports.slice(0, 2), [], ["4", "3"]],
  ["the newest two if the other model was tested in another language only", reports.slice(0, 3), [], ["4", "3"]],
  ["the only one", reports.slice(0, 1), [], ["4"]],
  ["none", [], [], []],
  ["what was chosen", reports, ["1", "3"], ["1", "3"]],
  ["something else when a chosen one was deleted", reports, ["9", "3"], ["4", "1"]],
] as const)("shows %s", (_, all, chosen, expected) => {
  expect(pickReports(all, chosen).map(({ id }) => id)).toEqual([...expected]);
});
