// Runs all checks and tests and prints one summary line. With arguments: only those unit tests.
const args = process.argv.slice(2);
/** What unit tests printed that failed, or that passed only on their second attempt. */
const failures: string[] = [];
/** Splits what the unit tests print into one part per test, whose last line is its result. */
const perTest = /(?<=^\((?:pass|fail|skip|todo)\).*\n)|(?<=^\S+\.test\.tsx?:\n)/m;
let [failedSteps, passed, failed, skipped] = [0, 0, 0, 0];
for (const step of args.length ? ["unit"] : ["check", "check-growth", "unit", "e2e"]) {
  const run = Bun.spawn([process.execPath, `scripts/${step}.ts`, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const [output, errors] = await Promise.all([pass(run.stdout, process.stdout), pass(run.stderr, process.stderr)]);
  failures.push(...errors.split(perTest).filter((printed) => /^\((?:fail\)|.*\(attempt \d+\))/m.test(printed)));
  const totals = output.match(/(\d+) passed, (\d+) failed, (\d+) skipped\s*$/);
  passed += Number(totals?.[1] ?? 0);
  failed += Number(totals?.[2] ?? 1); // a step without a summary line has failed
  skipped += Number(totals?.[3] ?? 0);
  if ((await run.exited) !== 0) failedSteps++;
}
// once more: CI shows only the end of the output, which is that of the browser tests
if (!args.length && failures.length) console.log(failures.join("\n"));
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failedSteps || failed ? 1 : 0);

/** Passes on what a step prints, and returns all of it. */
async function pass(from: ReadableStream<Uint8Array>, to: NodeJS.WriteStream): Promise<string> {
  const decoder = new TextDecoder();
  let output = "";
  for await (const part of from) {
    to.write(part);
    output += decoder.decode(part, { stream: true });
  }
  return output;
}
export {};
