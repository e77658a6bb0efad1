import { startApp } from "./app.ts";
import { median, repeat, type Row, toRow } from "./rows.ts";

export async function measureStart(): Promise<Row[]> {
  const runs = await repeat(7, async () => {
    const app = await startApp();
    await Bun.sleep(500); // idle
    const memory = app.memory();
    await app.stop();
    return { startMs: app.startMs, memory };
  });
  return [
    toRow("start to first 200", median(runs.map(({ startMs }) => startMs)), "ms", { atMost: 100 }),
    toRow("idle memory, no analyser loaded", median(runs.map(({ memory }) => memory)), "MB", { atMost: 60 }),
  ];
}
