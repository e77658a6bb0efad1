import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { createPullProgress, type PullLine } from "./pull-progress.ts";

const gb = 1e9;
const play = (lines: readonly PullLine[]) => lines.map(createPullProgress());
const line = (digest: string, total: number, completed?: number): PullLine => ({
  status: `pulling ${digest}`,
  digest,
  total,
  ...(completed !== undefined && { completed }),
});
const whole = (digest: string, total: number, steps = 10) =>
  Array.from({ length: steps + 1 }, (_, step) => line(digest, total, (total * step) / steps));
const isRising = (values: readonly number[]) => values.every((value, index) => value >= (values[index - 1] ?? 0));

describe("pull progress over several layers (69)", () => {
  test("counts a missing `completed` as 0, and a repeated digest once", () => {
    const all = play([line("a", 8 * gb), line("a", 8 * gb, 2 * gb), line("a", 8 * gb, 2 * gb), line("a", 8 * gb)]);
    expect(all.map(({ completedBytes, totalBytes }) => [completedBytes, totalBytes])).toEqual([
      [0, 8 * gb],
      [2 * gb, 8 * gb],
      [2 * gb, 8 * gb],
      [2 * gb, 8 * gb],
    ]);
    expect(all.at(-1)?.fraction).toBeWithin(0.22, 0.26);
  });

  test("hardly moves the bar for a small layer before the model, and reports no total yet", () => {
    const all = play([...whole("a", 10e6), ...whole("b", 8 * gb)]);
    const [before, after] = [all.slice(0, 11), all.slice(11)];
    expect(before.at(-1)).toMatchObject({ completedBytes: 10e6, totalBytes: null });
    expect(before.at(-1)!.fraction).toBeLessThan(0.01);
    expect(after[5]).toMatchObject({ completedBytes: 10e6 + 4 * gb, totalBytes: 10e6 + 8 * gb });
    expect(after[5]!.fraction).toBeWithin(0.44, 0.52);
    expect(isRising(all.map(({ fraction }) => fraction))).toBe(true);
  });

  test("keeps the bar in place when a second layer as large as a model appears, and moves it with every byte", () => {
    const all = play([...whole("a", 0.9 * gb), ...whole("b", 8 * gb, 20), ...whole("c", 490)]);
    const fractions = all.map(({ fraction }) => fraction);
    expect(isRising(fractions)).toBe(true);
    expect(fractions[10]).toBeLessThan(0.55);
    // every step of the large layer moves the bar, and the last one brings it close to the end
    const steps = fractions.slice(12, 32).map((fraction, index) => fraction - fractions[11 + index]!);
    expect(Math.min(...steps)).toBeGreaterThan(0.01);
    expect(fractions.at(-1)).toBeWithin(0.9, 0.99);
  });

  test("still moves the bar for a layer after the model, instead of standing at the end", () => {
    const fractions = play([...whole("a", 8 * gb), ...whole("b", 0.85 * gb)]).map(({ fraction }) => fraction);
    const steps = fractions.slice(12).map((fraction, index) => fraction - fractions[11 + index]!);
    expect(Math.min(...steps)).toBeGreaterThan(0.003);
  });

  test("counts bytes that were already on disk as done, but not as received", () => {
    const all = play([line("a", 8 * gb, 6 * gb), line("a", 8 * gb, 7 * gb)]);
    expect(all.map(({ receivedBytes }) => receivedBytes)).toEqual([0, gb]);
    expect(all[0]!.fraction).toBeWithin(0.69, 0.75);
    expect(all[1]!.fraction).toBeWithin(0.81, 0.87);
  });

  test("reports each step, and does not reach 1 before the end", () => {
    const statuses = ["verifying sha256 digest", "writing manifest", "removing unused layers", "success"];
    const all = play([
      { status: "pulling manifest" },
      ...whole("a", 5e6, 1),
      ...statuses.map((status) => ({ status })),
    ]);
    expect(all.map(({ step }) => step)).toEqual([
      "starting",
      "downloading",
      "downloading",
      "verifying",
      "finishing",
      "finishing",
      "finishing",
    ]);
    expect(all.map(({ totalBytes }) => totalBytes).slice(2, 4)).toEqual([null, 5e6]);
    expect(all.at(-1)!.fraction).toBeLessThan(1);
  });

  test("never moves the bar back or overfills it, whatever the server sends", () => {
    const size = fc.oneof(
      fc.nat(1_000),
      fc.nat(3 * gb),
      fc.nat(20 * gb),
      fc.double({ min: 0, max: 1e15, noNaN: true }),
    );
    const anyLine = fc.record<PullLine>({
      status: fc.constantFrom("pulling manifest", "pulling 1234", "verifying sha256 digest", "odd", null),
      digest: fc.constantFrom("a", "b", "c", "d", null),
      total: fc.oneof(size, fc.constantFrom(null, undefined)),
      completed: fc.oneof(size, fc.constantFrom(null, undefined)),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
        const all = play(lines);
        expect(isRising(all.map(({ fraction }) => fraction))).toBe(true);
        expect(isRising(all.map(({ completedBytes }) => completedBytes))).toBe(true);
        expect(isRising(all.map(({ receivedBytes }) => receivedBytes))).toBe(true);
        for (const { fraction, completedBytes, totalBytes } of all) {
          expect(fraction).toBeWithin(0, 1);
          expect(completedBytes).toBeLessThanOrEqual(totalBytes ?? Infinity);
        }
      }),
    );
  });
});
