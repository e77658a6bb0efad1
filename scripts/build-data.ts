// Makes the data of the languages in dist/data: dictionaries and tables, from packages and from our own tables. Only what has changed is made again.
import { Glob } from "bun";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";
import { writeDictionary } from "#server/dictionaries/dictionary-file.ts";
import { readStarter } from "#server/dictionaries/formats/starter.ts";

const folder = "dist/data";

type Data = {
  /** The file in dist/data. */
  file: string;
  /** What it is made of, besides the versions in package-lock.json and the code that makes it. */
  sources: string[];
  make: (path: string) => void | Promise<void>;
};

const starterFolder = "src/server/dictionaries/starter";

const starter = (language: "ja" | "ko", name: string): Data => ({
  file: `starter-${language}.sqlite`,
  sources: [`${starterFolder}/${language}/*.tsv`],
  make(path) {
    writeDictionary(path, readTables(join(starterFolder, language)), () => ({
      id: `starter-${language}`,
      name,
      language,
      meaningsIn: "en",
      licence: "MIT",
      source: `${starterFolder}/${language}`,
      version: "1",
    }));
  },
});

function* readTables(tables: string) {
  for (const name of fs
    .readdirSync(tables)
    .filter((file) => file.endsWith(".tsv"))
    .toSorted())
    yield* readStarter(fs.readFileSync(join(tables, name), "utf8"), join(tables, name));
}

const all: Data[] = [
  starter("ja", "Blossom starter dictionary, Japanese"),
  starter("ko", "Blossom starter dictionary, Korean"),
];

/** Makes what is missing or older than its sources. */
export async function buildData() {
  fs.mkdirSync(folder, { recursive: true });
  const code = await hash([
    "scripts/build-data.ts",
    "package-lock.json",
    "src/server/dictionaries/**/*.ts",
    "src/server/languages/**/*.ts",
  ]);
  for (const { file, sources, make } of all) {
    const stamp = code + (await hash(sources));
    const stampFile = join(folder, `${file}.stamp`);
    if (fs.existsSync(join(folder, file)) && read(stampFile) === stamp) continue;
    await make(join(folder, file));
    fs.writeFileSync(stampFile, stamp); // last: half a file never looks ready
  }
}

const read = (path: string) => (fs.existsSync(path) ? fs.readFileSync(path, "utf8") : "");

async function hash(globs: readonly string[]): Promise<string> {
  const sum = createHash("sha256");
  for (const glob of globs)
    for (const name of [...new Glob(glob).scanSync(".")].filter((file) => !/\.test\./.test(file)).toSorted())
      sum.update(name).update(await Bun.file(name).bytes());
  return sum.digest("hex");
}

if (import.meta.main) await buildData();
