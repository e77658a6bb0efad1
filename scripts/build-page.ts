import type { BuildMetafile } from "bun";

/** Builds the page's files; writes them only if there is a folder for them. */
export const buildPage = (outdir?: string) =>
  Bun.build({
    entrypoints: ["src/web/index.html"],
    ...(outdir !== undefined && { outdir }),
    target: "browser",
    minify: true,
    splitting: true,
    publicPath: "/",
    metafile: true,
    define: { "process.env.NODE_ENV": '"production"' },
    naming: { entry: "[name].[ext]", chunk: "[name]-[hash].[ext]", asset: "[name]-[hash].[ext]" },
  });

/** The built files with code of this source, and all files that they import statically: the browser loads them before it runs any of them. */
export function filesFor(source: string, { outputs }: BuildMetafile): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    const output = outputs[name];
    if (!output || found.has(name)) return;
    found.add(name);
    for (const { path, kind } of output.imports) if (kind === "import-statement") visit(path);
  };
  for (const [name, { inputs }] of Object.entries(outputs)) if (source in inputs) visit(name);
  return [...found];
}
