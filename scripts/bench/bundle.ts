import fs from "node:fs";
import { join } from "node:path";
import { type Row, toRow } from "./rows.ts";

const folder = "dist/web";

/** What the first visit of /chat downloads: the files that index.html names, and their static imports. */
export async function measureBundle(): Promise<Row[]> {
  const html = fs.readFileSync(join(folder, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map((match) => match[1]!);
  const files = new Set<string>();
  const visit = (name: string) => {
    if (files.has(name)) return;
    files.add(name);
    if (!name.endsWith(".js")) return;
    const source = fs.readFileSync(join(folder, name), "utf8");
    // static imports only: `import(` loads later
    for (const [, imported] of source.matchAll(/(?:from|import)\s*"\.?\/([^"]+\.js)"/g)) visit(imported!);
  };
  named.forEach(visit);
  const size = (ending: string) =>
    [...files]
      .filter((name) => name.endsWith(ending))
      .reduce((sum, name) => sum + fs.statSync(join(folder, `${name}.br`)).size, 0) / 1024;
  return [
    toRow("JS of the first visit, compressed", size(".js"), "KB", { atMost: 130 }),
    toRow("CSS of the first visit, compressed", size(".css"), "KB", { atMost: 15 }),
  ];
}
