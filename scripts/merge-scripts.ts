import type { BunPlugin } from "bun";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { basename, join, resolve } from "node:path";

/** Files of the build that pages load together, and the name of the file that they become. */
export type Together = { name: string; files: readonly string[] };

/**
 * Bun puts code that several parts of the page share into files of its own: two dozen for the first visit and for a conversation, each with 600 bytes of
 * headers and, on a phone, a turn on one of six connections. This makes one file of each group. It relies on two habits of Bun's bundler,
 * and fails if they change: a name that one file exports is unique in the build, and is exported as it is called.
 * Returns the new name of each script.
 */
export async function mergeScripts(folder: string, groups: readonly Together[]): Promise<ReadonlyMap<string, string>> {
  const merged = new Map<string, string>();
  for (const { name, files } of groups) {
    const names = files.map((file) => basename(file));
    const entry = `${name}.js`;
    await merge(folder, entry, names);
    for (const file of names) merged.set(file, entry);
  }
  return rename(folder, merged);
}

async function merge(folder: string, name: string, files: readonly string[]) {
  const exported = files.flatMap((file) => exportsOf(fs.readFileSync(join(folder, file), "utf8")));
  const twice = exported.find((name, index) => exported.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two files of the build export "${twice}".`);

  const entry = join(folder, name);
  fs.writeFileSync(entry, files.map((file) => `export * from "/${file}";`).join("\n"));
  const built = await Bun.build({
    entrypoints: [entry],
    target: "browser",
    minify: true,
    plugins: [fromFolder(folder, new Set(files))],
  });
  const source = await built.outputs[0]!.text();
  if (exportsOf(source).toSorted().join() !== exported.toSorted().join())
    throw new Error("The merged file lost an export.");
  for (const file of files) fs.rmSync(join(folder, file));
  fs.writeFileSync(entry, source);
}

/** `export{a,b};` → a, b */
function exportsOf(source: string): string[] {
  return [...source.matchAll(/export\s*\{([^}]*)\}/g)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim().split(" as ").at(-1)!),
  );
}

/** Merges the files of the group. The browser loads all others, and also what a file of the group loads later from the same group, which it has by then. */
const fromFolder = (folder: string, group: ReadonlySet<string>): BunPlugin => ({
  name: "group",
  setup(build) {
    build.onResolve({ filter: /^\/[^/]+\.js$/ }, ({ path, kind }) =>
      kind !== "dynamic-import" && group.has(basename(path))
        ? { path: join(resolve(folder), basename(path)) }
        : { path, external: true },
    );
  },
});

/**
 * Gives each script a name by the content of all scripts, because the merged file and the lazy parts name each other: a browser
 * keeps a file with a hash in its name for ever.
 */
function rename(folder: string, replaced: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const scripts = fs.readdirSync(folder).filter((name) => name.endsWith(".js"));
  const all = createHash("sha256");
  for (const name of scripts.toSorted()) all.update(name).update(fs.readFileSync(join(folder, name)));
  const build = all.digest("hex");
  const merged = new Set(replaced.values()); // they have no hash yet: the end of `conversation-settings` only looks like one
  const names = new Map(
    scripts.map((name) => {
      const hash = createHash("sha256").update(build).update(name).digest("hex").slice(0, 8);
      return [name, `${name.replace(merged.has(name) ? /\.js$/ : /(-\w{8})?\.js$/, "")}-${hash}.js`];
    }),
  );
  for (const [old, now] of replaced) names.set(old, names.get(now)!);
  // index.html names the merged file once for each of its parts
  const again = new RegExp(`<link rel="modulepreload"[^>]*/(${[...replaced.keys()].join("|")})">`, "g");
  const known = /[\w-]+\.js\b/g;
  for (const name of [...scripts, "index.html"]) {
    const source = fs.readFileSync(join(folder, name), "utf8");
    fs.rmSync(join(folder, name));
    fs.writeFileSync(
      join(folder, names.get(name) ?? name),
      source.replace(again, "").replace(known, (file) => names.get(file) ?? file),
    );
  }
  return names;
}
