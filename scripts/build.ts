// Builds the page into dist/web and the server into dist/server. `--if-changed`: only when their sources have changed.
import { type BunPlugin, Glob } from "bun";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/** zod brings its messages in fifty languages, a third of the server's code. Only English is used: the page translates codes. */
const withoutLocales: BunPlugin = {
  name: "without-locales",
  setup(build) {
    const others = /zod[\\/]v4[\\/]locales[\\/](?!en\.js|index\.js)[\w-]+\.js$/;
    build.onLoad({ filter: others }, () => ({ contents: "export default () => ({});", loader: "js" }));
  },
};

const stampFile = "dist/stamp";
const stamp = await hashSources();
const isBuilt = fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === stamp;
if (process.argv.includes("--if-changed") && isBuilt) process.exit(0);

fs.rmSync(stampFile, { force: true });
// in a process of its own, at the same time: it takes as long as all the rest
const data = Bun.spawn([process.execPath, "scripts/build-data.ts"], { stdio: ["ignore", "inherit", "inherit"] });
await buildBeside("dist/web", buildAndCompress);
await buildBeside("dist/server", buildServer);
if ((await data.exited) !== 0) process.exit(1);
fs.writeFileSync(stampFile, stamp); // last: a half-made build never looks ready

/** Builds into a folder beside the old one and then replaces it: a running app has already read its files. */
async function buildBeside(folder: string, build: (folder: string) => Promise<void>) {
  const side = `${folder}.${process.pid}`;
  await build(side);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(side, folder);
}

/** Compresses the files at build time, so that no request waits for it. index.html is a template: the server fills it. */
async function buildAndCompress(outdir: string) {
  // not loaded at a start that has nothing to build
  const { buildPage, findGroups, findPreloads } = await import("./build-page.ts");
  const { mergeScripts } = await import("./merge-scripts.ts");
  const { splitStyles } = await import("./split-styles.ts");
  const { deferCode } = await import("./defer-code.ts");
  const { metafile } = await buildPage(outdir);
  if (!metafile) throw new Error("Bun says nothing about the build.");
  const groups = findGroups(metafile);
  const names = await mergeScripts(outdir, groups);
  splitStyles(outdir, names.get(basename(groups[0]!.files[0]!))!);
  await deferCode(outdir);
  fs.writeFileSync(join(outdir, "preloads.json"), JSON.stringify(findPreloads(metafile, names)));
  await buildFirstFrame(join(outdir, "first-frame"));
  fs.cpSync("public", outdir, { recursive: true });
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  for (const name of new Glob("*.{js,css,svg,webmanifest}").scanSync(outdir)) {
    const bytes = fs.readFileSync(join(outdir, name));
    fs.writeFileSync(join(outdir, `${name}.br`), brotliCompressSync(bytes, best));
  }
}

/** The page's code for the thread in which the server draws first frames. It is never sent to a browser. */
async function buildFirstFrame(outdir: string) {
  await Bun.build({
    outdir,
    entrypoints: ["src/web/app/first-frame/worker.ts"],
    target: "bun",
    minify: true,
    splitting: true,
    define: { "process.env.NODE_ENV": '"production"' },
  });
}

/** One file with its bytecode starts twice as fast as five hundred modules. The dictionary's wasm stays in node_modules. */
async function buildServer(outdir: string) {
  const common = { outdir, target: "bun", format: "cjs", minify: true, naming: "[name].[ext]" } as const;
  const external = ["lindera-wasm-nodejs-ipadic", "sharp"];
  await Bun.build({
    ...common,
    entrypoints: ["src/server/main.ts"],
    bytecode: true,
    external,
    plugins: [withoutLocales],
  });
  await Bun.build({ ...common, entrypoints: ["src/server/languages/worker.ts"], bytecode: true, external });
  await Bun.build({ ...common, entrypoints: ["src/server/dictionaries/import/import-worker.ts"], external });
  await Bun.build({ ...common, entrypoints: ["src/server/anki/source/source-worker.ts"], external });
  await Bun.build({ ...common, entrypoints: ["src/server/pictures/draw-process.ts"], external });
  await Bun.build({ ...common, entrypoints: ["src/server/stop/guard-worker.ts"] });
  await Bun.build({ ...common, entrypoints: ["src/server/video/youtube/youtubei.ts"], bytecode: true });
  await Bun.build({ ...common, entrypoints: ["src/server/upgrade/upgrade-worker.ts"] });
  await Bun.build({ ...common, entrypoints: ["src/server/data/data-worker.ts"] });
}

async function hashSources(): Promise<string> {
  const hash = createHash("sha256").update(Bun.version);
  const names = [...new Glob("{src,public}/**/*").scanSync(".")].filter((name) => !/\.test\.tsx?$/.test(name));
  for (const name of [
    ...names.toSorted(),
    "scripts/build.ts",
    "scripts/build-page.ts",
    "scripts/merge-scripts.ts",
    "scripts/read-css.ts",
    "scripts/split-styles.ts",
    "scripts/defer-code.ts",
    "scripts/build-data.ts",
    "package.json",
    "package-lock.json",
  ]) {
    hash.update(name).update(await Bun.file(name).bytes());
  }
  return hash.digest("hex");
}
