// Runs all checks and tests and prints one summary line. With arguments: only those unit tests.
const args = process.argv.slice(2);
let [failedSteps, passed, failed, skipped] = [0, 0, 0, 0];
for (const step of args.length ? ["unit"] : ["check", "check-growth", "unit", "e2e"]) {
  const run = Bun.spawn([process.execPath, `scripts/${step}.ts`, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  for await (const part of run.stdout.pipeThrough(new TextDecoderStream())) {
    process.stdout.write(part);
    output += part;
  }
  const totals = output.match(/(\d+) passed, (\d+) failed, (\d+) skipped\s*$/);
  passed += Number(totals?.[1] ?? 0);
  failed += Number(totals?.[2] ?? 1); // a step without a summary line has failed
  skipped += Number(totals?.[3] ?? 0);
  if ((await run.exited) !== 0) failedSteps++;
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failedSteps || failed ? 1 : 0);
export {};
