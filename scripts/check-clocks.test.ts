import { expect, test } from "bun:test";
import { Glob } from "bun";
import ts from "typescript";

/**
 * The wall clock is for showing a time and for dates that outlive the process. It can be set back or forward at any moment, so durations
 * and order need `performance.now()` or a counter. These lines compare it all the same, because the other side is a date from outside
 * or from an earlier run.
 */
const allowed = [
  // conversations in the bin are deleted thirty days after their date
  "src/server/chat/bin.ts: goesAt(deletedAt) <= Date.now()",
  // finds a clock that jumped, so that it empties no bin
  "src/server/chat/clock-check.ts: last.date - lastActivity",
  "src/server/chat/clock-check.ts: now.date - last.date",
  // copies from before an upgrade are deleted thirty days after the date of their file, if the clock can be believed
  "src/server/housekeeping.ts: Date.now() - backupDays * dayMs",
  // a deleted word is deleted for good thirty days after its date, if the clock can be believed
  "src/server/words/purge.ts: Date.now() - daysInBin * 24 * 60 * 60_000",
  // a backup is made each day, by the date in the name of the last one; a date in the future counts as none
  "src/server/data/learner-data.ts: at <= now",
  "src/server/data/learner-data.ts: now - at",
  // a deleted moment or video can be restored for a while, and a picture that nothing refers to stays for a day, also after a restart
  "src/server/video/purge.ts: Date.now() - undoMs",
  "src/server/pictures/sweep.ts: Date.now() - unneededMs",
  // ended downloads are listed for a day, also after a restart
  "src/server/downloads/downloads.ts: Date.now() - showEndedMs",
  "src/server/downloads/downloads.ts: updatedAt >= oldest",
  // facts learned about a model are believed for thirty days
  "src/server/llm/knowledge.ts: now() - at",
  // Ollama reports when a model leaves memory, and a server when to try again, as a date
  "src/server/llm/ollama/loading.ts: unloadsAt < Date.now() + longestStayMs",
  "src/server/llm/transport/errors.ts: date - Date.now()",
];

const compared: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.MinusEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

/** Finds subtractions and comparisons of the wall clock, or of a name in the same file that holds it. */
function findComparisons(code: string): string[] {
  const file = ts.createSourceFile("file.ts", code, ts.ScriptTarget.Latest, true);
  /** Names of values of the clock, and of functions that read it. */
  const values = new Set<string>();
  const readers = new Set(["Date.now"]);
  const found: string[] = [];

  const isReading = (node: ts.Expression): boolean =>
    (ts.isCallExpression(node) && readers.has(node.expression.getText())) ||
    (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length) ||
    (ts.isPropertyAccessExpression(node) && values.has(node.name.text)) ||
    values.has(node.getText());
  /** Also as a part of a sum. */
  const holdsClock = (node: ts.Expression): boolean => {
    if (ts.isParenthesizedExpression(node)) return holdsClock(node.expression);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
      return holdsClock(node.left) || holdsClock(node.right);
    return isReading(node);
  };
  const name = (node: ts.Node, value: ts.Expression | undefined) => {
    if (!value || !ts.isIdentifier(node)) return;
    if (holdsClock(value)) values.add(node.text);
    if (readers.has(value.getText())) readers.add(node.text);
  };
  const collect = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node))
      name(node.name, node.initializer);
    if (ts.isPropertyAssignment(node)) name(node.name, node.initializer);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const target = ts.isPropertyAccessExpression(node.left) ? node.left.name : node.left;
      name(target, node.right);
    }
    ts.forEachChild(node, collect);
  };
  const check = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && compared.has(node.operatorToken.kind))
      if (holdsClock(node.left) || holdsClock(node.right)) found.push(node.getText());
    ts.forEachChild(node, check);
  };
  collect(file);
  check(file);
  return found;
}

test("measures no duration and no order on the server by the wall clock", async () => {
  const found: string[] = [];
  for await (const path of new Glob("src/server/**/*.ts").scan()) {
    if (path.endsWith(".test.ts")) continue;
    found.push(...findComparisons(await Bun.file(path).text()).map((text) => `${path}: ${text}`));
  }
  expect(found.filter((line) => !allowed.includes(line))).toEqual([]);
  // a line that is gone must go from the list, too
  expect(allowed.filter((line) => !found.includes(line))).toEqual([]);
});

test.each([
  ["Date.now() - start", "Date.now() - start"],
  ["if (Date.now() > until) stop();", "Date.now() > until"],
  ["const now = Date.now();\nif (now - last.at <= 3_000) use(last);", "now - last.at"],
  ["const since = new Date().getTime();\nconst end = Date.now() + 5;\nwhile (end > x) {}", "end > x"],
  ["function f({ now = Date.now }) {\n  return now() - at;\n}", "now() - at"],
  ["function f(now: () => number = Date.now) {\n  return now() < at;\n}", "now() < at"],
  ["job.savedAt = Date.now();\nif (x - job.savedAt < 5) save();", "x - job.savedAt"],
])("finds in %j: %s", (code, text) => expect(findComparisons(code)).toContain(text));

test.each([
  "performance.now() - start",
  "insert(db, Date.now())",
  "const until = Date.now() + 5_000;\nsend({ until });",
  "const now = performance.now();\nif (now - last > 5) go();",
])("allows %j", (code) => expect(findComparisons(code)).toEqual([]));
