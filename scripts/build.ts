// Builds the page into dist/web, each file with compressed twins. `--if-changed`: only when its sources have changed.
import { Glob } from "bun";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const out = "dist/web";
const stampFile = "dist/web.stamp";
const stamp = await hashSources();
const isBuilt = fs.existsSync(join(out, "index.html")) && fs.existsSync(stampFile);
if (process.argv.includes("--if-changed") && isBuilt && fs.readFileSync(stampFile, "utf8") === stamp) process.exit(0);

const side = `${out}.${process.pid}`;
const result = await Bun.build({
  entrypoints: ["src/web/index.html"],
  outdir: side,
  target: "browser",
  minify: true,
  splitting: true,
  publicPath: "/",
  define: { "process.env.NODE_ENV": '"production"' },
  naming: { entry: "[name].[ext]", chunk: "[name]-[hash].[ext]", asset: "[name]-[hash].[ext]" },
});
if (!result.success) throw new AggregateError(result.logs, "The page could not be built");
fs.cpSync("public", side, { recursive: true });
for (const name of new Glob("**/*.{html,js,css,svg,json}").scanSync(side)) {
  const bytes = fs.readFileSync(join(side, name));
  fs.writeFileSync(
    join(side, `${name}.br`),
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
  fs.writeFileSync(join(side, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}
fs.rmSync(out, { recursive: true, force: true });
fs.renameSync(side, out);
fs.writeFileSync(stampFile, stamp);

async function hashSources(): Promise<string> {
  const hash = createHash("sha256");
  const names = [...new Glob("{src/web,src/shared,public}/**/*").scanSync(".")].filter(
    (name) => !/\.test\.tsx?$/.test(name),
  );
  for (const name of [...names.toSorted(), "scripts/build.ts", "package-lock.json"]) {
    hash.update(name).update(await Bun.file(name).bytes());
  }
  return hash.digest("hex");
}
export {};
