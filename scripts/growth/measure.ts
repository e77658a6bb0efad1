import { seedsOf } from "./seeds.ts";

/** Four times the input may take this many times as long, or this many milliseconds. */
const mostGrowth = 8;
const mostMs = 300;
const [small, large] = [25_000, 100_000];
/** If a small seed takes less, four times as much does not take too long, even if the time grows with the square of the length. */
const leastMs = mostMs / 4 ** 2;
/** The longest time for all seeds of a function, ten times what the slowest one takes. It ends a function that is a little too slow for every seed. */
const mostMsOfAll = 60_000;

/** How one text function is called. */
export type Call = (text: string) => unknown;

/** The first seed with which the time of a call grows faster than the length of its text, or null. */
export async function findGrowth(call: Call): Promise<string | null> {
  const largeSeeds = new Map(seedsOf(large));
  const start = process.cpuUsage();
  for (const [name, text] of seedsOf(small)) {
    const { user, system } = process.cpuUsage(start);
    if ((user + system) / 1_000 > mostMsOfAll) return `more than ${mostMsOfAll} ms for all seeds`;
    if ((await timeOf(call, text)) < leastMs) continue;
    // the first call also compiles the function
    const before = await timeOf(call, text);
    if (before > mostMs * mostGrowth) return describe(name, before, Number.NaN);
    const longer = largeSeeds.get(name) ?? "";
    const after = await timeOf(call, longer);
    if (after <= mostMs || after <= mostGrowth * before) continue;
    // another process may have slowed it down
    const [again, later] = [await timeOf(call, text), await timeOf(call, longer)];
    if (later > mostMs && later > mostGrowth * again) return describe(name, again, later);
  }
  return null;
}

const describe = (name: string, before: number, after: number) =>
  `${name}: ${Math.round(before)} ms for ${small} characters, ${Number.isNaN(after) ? "too long" : `${Math.round(after)} ms`} for ${large}`;

/** The processor time of a call, so other programs do not count. A call that throws counts too. */
async function timeOf(call: Call, text: string): Promise<number> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  try {
    const result = await call(text);
    // a generator works only while it is read
    if (isIterator(result)) for (const _ of result);
  } catch {}
  const { user, system } = process.cpuUsage(cpu);
  return Math.min(performance.now() - start, (user + system) / 1_000);
}

function isIterator(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && "next" in value && Symbol.iterator in value;
}
