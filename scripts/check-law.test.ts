import { afterAll, expect, test } from "bun:test";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

// Breaks the import rules (.dependency-cruiser.mjs) and the rules on globals (.oxlintrc.json) on purpose, to show that the tools find each breach

const sockets = ["http", "https", "http2", "net", "tls", "dgram", "child_process"]
  .flatMap((name) => [`node:${name}`, name, `load=node:${name}`, `require=node:${name}`])
  .join(" ");

/**
 * A folder, or a file with its own rules → imports that are forbidden there.
 * "type=a" is `import type … from "a"`, "load=a" is `await import("a")`; "require=a" and "export=a" likewise.
 */
const forbiddenImports: Record<string, string> = {
  "src/shared":
    "node:fs react bun:sqlite #server/logger.ts #web/api/client.ts #test/page-app.ts type=#server/db/open.ts",
  "src/server": "bun:sqlite #test/upstream/start-upstream.ts #web/app/app.tsx #web/index.html node:net",
  "src/server/db": "#server/llm/index.ts #server/generations/follow.ts #server/config.ts node:net hono type=hono",
  "src/server/llm": `
    #server/db/open.ts #server/config.ts #server/tasks/title/prompt.ts #server/models/catalog.ts node:http
    sharp load=sharp jsonrepair`,
  "src/server/llm/anthropic": "#server/db/open.ts node:http bun:sqlite #server/http/gate.ts",
  "src/server/llm/transport": "#server/db/open.ts node:child_process load=jsonrepair node:fs",
  "src/server/tasks":
    "#server/llm/types.ts type=#server/llm/index.ts hono type=bun #server/languages/index.ts #server/db/open.ts",
  "src/server/languages": "#server/db/open.ts #server/tasks/title/prompt.ts node:http diff",
  "src/server/generations":
    "#server/chat/send-message.ts #server/answers/explain-text.ts #server/llm/index.ts #server/llm/answer/wait.ts type=#server/config.ts",
  "src/server/http": "#server/routes/chat.ts #server/chat/send-message.ts #server/llm/index.ts hono/client",
  "src/server/dictionaries": "#server/tasks/title/prompt.ts #server/languages/index.ts",
  "src/server/pictures": "sharp #server/llm/index.ts #server/chat/send-message.ts type=#server/config.ts bun:sqlite",
  "src/server/models": `
    #server/chat/send-message.ts #server/http/gate.ts #test/page-app.ts bun:sqlite #server/languages/index.ts
    type=#server/routes/deps.ts`,
  "src/server/chat": `
    ${sockets} export=node:http bun hono/client sharp load=sharp bun:sqlite
    #server/http/gate.ts #server/routes/chat.ts #server/app.ts type=#server/start.ts
    #test/upstream/start-upstream.ts #web/i18n/en.ts load=#server/routes/chat.ts`,
  "src/server/answers":
    "#server/http/gate.ts #server/core.ts #server/chat/send-message.ts #server/cards/make-card.ts hono",
  "src/server/cards": "#server/http/router.ts #server/chat/send-message.ts",
  "src/server/frames": "#server/chat/send-message.ts #server/routes/frames.ts",
  "src/server/events": "#server/routes/chat.ts",
  "src/server/routes": `
    #server/app.ts load=#server/start.ts #server/core.ts bun:sqlite #test/upstream/start-upstream.ts hono/client
    node:http`,
  "src/server/errors.ts": "#server/http/gate.ts #server/db/open.ts",
  "src/server/instance-lock.ts": "#server/http/gate.ts",
  "src/server/upgrade": "#server/app.ts #server/http/gate.ts #server/llm/index.ts type=#server/config.ts hono",
  "src/server/start.ts": "#web/index.html zod",
  "src/server/dev.ts": "#web/app/app.tsx #test/page-app.ts #server/chat/send-message.ts",

  "src/web/ui": "zod type=#shared/card.ts #web/i18n/use-translate.ts #web/api/status.ts #web/features/chat/it.ts",
  "src/web/i18n": "#web/ui/dialog.tsx #web/api/status.ts",
  "src/web/api": "zod #web/cards/card-view.tsx type=#server/app.ts #test/page-app.ts hono/client",
  "src/web/api/client.ts": "#server/app.ts #web/features/settings/panel.tsx #test/page-app.ts #web/ui/it.ts",
  "src/web/models": "#web/cards/card-view.tsx #web/features/chat/composer.tsx",
  "src/web/cards": "#web/features/chat/composer.tsx #web/app/app.tsx react-markdown",
  "src/web/features/chat": `
    hono/client #web/app/app.tsx #web/features/settings/panel.tsx type=#server/app.ts node:fs
    #test/page-app.ts react-dom/client #server/local-hosts.ts`,
  "src/web/app": "#server/logger.ts diff",
  "src/web/main.tsx": "#server/logger.ts",

  // folders that belong to no layer
  "src/server/helpers": "#shared/card.ts",
  "src/web/lib": "react",
  "src/lib": "zod",
};

/** Code outside web/api/ may import only its error types. */
const importOfClient = 'import { api } from "#web/api/client.ts"; console.log(api);';
const fetches = ['await fetch("http://a");'];
const queries = ["query", "prepare"].map((name) => `export const ${name} = (db) => db.${name}("SELECT 1").all();`);
const environments = ["Bun", "process", "import.meta"].map((object) => `console.log(${object}.env.HOME);`);

/** A folder or file → lines of code that are forbidden there. */
const forbiddenCode: Record<string, string[]> = {
  "src/shared": [
    "console.log(process.pid);",
    'console.log(Bun.file("a"));',
    "console.log(globalThis.localStorage);",
    ...fetches,
  ],
  "src/server": ["Bun.serve({});", ...queries, ...fetches],
  "src/server/db": ["console.log(process.env.HOME);", "console.log(import.meta.env.HOME);"],
  "src/server/llm": ["console.log(Bun.env.HOME);", ...fetches],
  "src/server/llm/transport": fetches,
  "src/server/llm/anthropic": fetches,
  "src/server/generations": queries,
  "src/server/models": fetches,
  "src/server/chat": [
    ...fetches,
    ...["globalThis.fetch", "Bun.fetch"].map((name) => `await ${name}("http://a");`),
    'const { fetch: f } = Bun; await f("http://a");',
    'new WebSocket("ws://a");',
    'new EventSource("http://a");',
    'await Bun.connect({ hostname: "a", port: 1, socket: {} });',
    'Bun.spawn(["curl"]);',
    "await Bun.$`curl`;",
    ...environments,
    "const { env } = process; console.log(env);",
    ...queries,
    'import { answer } from "../answer.ts"; console.log(answer);',
  ],
  "src/server/routes": fetches,
  "src/server/start.ts": [...environments, ...queries, ...fetches],
  "src/server/main.ts": ["console.log(process.env.HOME);", 'await Bun.fetch("http://a");'],
  "src/server/dev.ts": fetches,
  "src/web/main.tsx": fetches,
  "src/web/ui": fetches,
  "src/web/models": [...fetches, importOfClient],
  "src/web/cards": [
    ...fetches,
    importOfClient,
    'document.body.innerHTML = "<b>";',
    'document.body.outerHTML = "<b>";',
    'document.body.insertAdjacentHTML("beforeend", "<b>");',
    'document.write("<b>");',
    'new DOMParser().parseFromString("<b>", "text/html");',
    'document.createRange().createContextualFragment("<b>");',
    'document.createElement("iframe").srcdoc = "<b>";',
    'eval("1");',
    'new Function("return 1")();',
    'location.href = "javascript:alert(1)";',
  ],
  "src/web/cards/html.tsx": [
    'export const a = <i dangerouslySetInnerHTML={{ __html: "<b>" }} />;',
    'export const b = <iframe title="b" srcDoc="<b>" />;',
  ],
  "src/web/features/chat": [
    ...fetches,
    'await window.fetch("/api");',
    'new EventSource("/api");',
    "new XMLHttpRequest();",
    'navigator.sendBeacon("/api");',
    importOfClient,
  ],
  "src/web/app": [...fetches, importOfClient],
};

/** `type=a` → `import type { it0 } from "a"; …` */
function inCode(row: string, index: number): string {
  const it = `it${index}`;
  const [name = "", how = "import"] = row.split("=").reverse();
  switch (how) {
    case "type":
      return `import type { ${it} } from "${name}"; export const value = null as ${it} | null;`;
    case "load":
      return `await import("${name}");`;
    case "require":
      return `require("${name}");`;
    case "export":
      return `export { ${it} } from "${name}";`;
    default:
      return `import { ${it} } from "${name}"; console.log(${it});`;
  }
}

/** One file per layer that does only what this layer may do. */
const clean: Record<string, string> = {
  "src/shared/it.ts": 'import { z } from "zod"; import { card } from "#shared/card.ts"; console.log(z, card);',
  "src/server/db/it.ts": `import { Database } from "bun:sqlite"; import fs from "node:fs"; import { card } from "#shared/card.ts";
    console.log(fs, card, new Database("a.db").query("SELECT 1").get());`,
  "src/server/instance-lock.ts":
    'import { Database } from "bun:sqlite"; new Database("a.db").run("BEGIN"); console.log(process.pid);',
  "src/server/config.ts": 'import { homedir } from "node:os"; export const read = ({ HOME = homedir() }) => HOME;',
  "src/server/main.ts":
    'import { readConfig } from "./config.ts"; readConfig(Bun.env); process.once("SIGTERM", () => process.exit(0));',
  "src/server/dev.ts":
    'import page from "#web/index.html"; Bun.serve({ port: Number(Bun.env.PORT), routes: { "/*": page } });',
  "src/server/start.ts": 'import { createApp } from "./app.ts"; Bun.serve({ fetch: createApp() });',
  "src/server/app.ts":
    'import { gate } from "./http/gate.ts"; import { chatRoutes } from "./routes/chat.ts"; console.log(gate, chatRoutes);',
  "src/server/pictures/it.ts":
    'import type { Sharp } from "sharp"; const { default: sharp } = await import("sharp"); console.log(sharp, null as Sharp | null);',
  "src/server/routes/it.ts": `import { send } from "#server/chat/send-message.ts"; import { json } from "#server/http/router.ts";
    import { OpenAPIHono } from "@hono/zod-openapi"; console.log(send, json, OpenAPIHono);`,
  "src/server/http/it.ts": `import type { Server } from "bun"; import { AppError } from "#server/errors.ts"; import { Hono } from "hono";
    import type { EventRow } from "#server/db/generations.ts"; console.log(Hono, AppError, null as Server | EventRow | null);`,
  "src/server/answers/it.ts": `import type { Database } from "bun:sqlite"; import { createProvider } from "#server/llm/index.ts";
    import { getSettings } from "#server/db/settings.ts"; import { start } from "#server/generations/start.ts";
    export const it = (db: Database) => console.log(createProvider, getSettings(db), start);`,
  "src/server/frames/it.ts":
    'import { card } from "#server/cards/make-card.ts"; import "./texts.ts"; console.log(card);',
  "src/server/cards/it.ts": 'import { stream } from "#server/answers/explain-text.ts"; console.log(stream);',
  "src/server/events/it.ts": 'import { follow } from "#server/generations/follow.ts"; console.log(follow);',
  "src/server/models/it.ts": `import type { Database } from "bun:sqlite"; import { createProvider } from "#server/llm/index.ts";
    import { getSettings } from "#server/db/settings.ts"; import type { Secrets } from "#server/secrets.ts";
    export const it = (db: Database, secrets: Secrets) => console.log(createProvider, getSettings(db), secrets);`,
  "src/server/generations/it.ts":
    'import { logger } from "#server/logger.ts"; import { append } from "#server/db/generations.ts"; import { cut } from "#server/llm/answer/repetition.ts"; logger.info(append, cut);',
  "src/server/tasks/it.ts": `import { z } from "zod"; import { card } from "#shared/card.ts";
    import type { LLMMessage } from "#server/llm/types.ts"; export const it = (message: LLMMessage) => console.log(z, card, message);`,
  "src/server/languages/it.ts":
    'import { Worker } from "node:worker_threads"; import { TokenizerBuilder } from "lindera-wasm-nodejs-ipadic"; console.log(Worker, TokenizerBuilder);',
  "src/server/llm/it.ts": `import { z } from "zod"; import { send } from "./transport/http-stream.ts"; console.log(z, send);
    const { jsonrepair } = await import("jsonrepair"); console.log(jsonrepair);`,
  "src/server/llm/transport/http-stream.ts":
    'import { isIP } from "node:net"; console.log(isIP, await import("node:https"), await import("node:dns/promises"));',
  "src/server/llm/it.test.ts": `import { createServer } from "node:net"; import { eachProvider } from "#test/upstream/each-provider.ts";
    console.log(createServer, eachProvider, await fetch("http://a"), process.env.HOME);`,
  "src/web/ui/it.tsx": 'import { useState } from "react"; import "./it.css"; console.log(useState);',
  "src/web/i18n/it.ts":
    'import type { ApiError } from "#shared/errors.ts"; import { en } from "./en.ts"; console.log(en, null as ApiError | null);',
  "src/web/api/it.ts": `import { useQuery } from "@tanstack/react-query"; import { api } from "./client.ts"; import { card } from "#shared/card.ts";
    console.log(useQuery, api, card, new EventSource("/api"), await fetch("/api"));`,
  "src/web/api/client.ts":
    'import { hc } from "hono/client"; import type { Api } from "#server/app.ts"; export const api = hc<Api>("/");',
  "src/web/cards/it.tsx": `import { Button } from "#web/ui/button.tsx"; import { toApiError } from "#web/api/client.ts";
    import { useTranslate } from "#web/i18n/use-translate.ts"; console.log(Button, toApiError, useTranslate);`,
  "src/web/models/it.tsx": `import { Button } from "#web/ui/button.tsx"; import { toApiError } from "#web/api/client.ts"; import { useTranslate } from
    "#web/i18n/use-translate.ts"; console.log(Button, toApiError, useTranslate);`,
  "src/web/features/chat/it.tsx": `import { CardView } from "#web/cards/card-view.tsx"; import { toApiError, ApiFailure } from "#web/api/client.ts";
    import { useStatus } from "#web/api/status.ts"; import { draft } from "#web/features/chat/draft.ts";
    console.log(CardView, toApiError, ApiFailure, useStatus, draft);`,
  "src/web/app/it.tsx": 'import { Composer } from "#web/features/chat/composer.tsx"; console.log(Composer);',
};

const folder = fs.mkdtempSync(join(tmpdir(), "law-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

type Files = [path: string, text: string][];

/** Writes these files and stubs of their imports to a folder and checks it. Returns the lines that a tool reports. */
async function check(name: string, files: Files): Promise<string[]> {
  const root = join(folder, name);
  const write = (path: string, text: string) => {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.writeFileSync(join(root, path), text);
  };
  for (const [path, text] of files) {
    for (const [, name = ""] of text.matchAll(/"([#.][^"]+[.](?:ts|tsx|css|html))"/g)) {
      const [from, rest] = [name.slice(0, 1), name.slice(1)];
      const target = from === "." ? join(dirname(path), name) : rest.startsWith("test") ? rest : `src/${rest}`;
      write(target, "export const it = 1;");
    }
  }
  for (const [path, text] of files) write(path, text);
  for (const file of [".oxlintrc.json", ".dependency-cruiser.mjs", "package.json"])
    fs.copyFileSync(file, join(root, file));
  fs.symlinkSync(resolve("node_modules"), join(root, "node_modules"));

  const run = async <Report>(...args: string[]): Promise<Report> => {
    const tool = Bun.spawn([process.execPath, ...args], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    return (await new Response(tool.stdout).json()) as Report;
  };
  const { diagnostics } = await run<LintReport>("node_modules/oxlint/bin/oxlint", "--format", "json", "src");
  const cruiser = "node_modules/dependency-cruiser/bin/dependency-cruise.mjs";
  const { modules, summary } = await run<CruiseReport>(
    cruiser,
    "--config",
    ".dependency-cruiser.mjs",
    "--output-type",
    "json",
    "src",
  );
  const texts = Object.fromEntries(files);
  const lint = diagnostics.map(({ filename, labels }) => {
    const path = filename.replaceAll("\\", "/");
    return `${path}: ${texts[path]?.split("\n")[(labels[0]?.span.line ?? 0) - 1]}`;
  });
  const imports = summary.violations.map(({ from, to }) => {
    const specifiers = modules
      .find(({ source }) => source === from)
      ?.dependencies.filter(({ resolved }) => resolved === to);
    return `${from}: ${texts[from]?.split("\n").find((line) => specifiers?.some(({ module }) => line.includes(`${module}"`)))}`;
  });
  return [...new Set([...lint, ...imports])].sort();
}

type LintReport = { diagnostics: { filename: string; code: string; labels: { span: { line: number } }[] }[] };
type CruiseReport = {
  modules: { source: string; dependencies: { module: string; resolved: string }[] }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
};

const isFile = (place: string) => /\.tsx?$/.test(place);

test("finds every forbidden import and use, and reports nothing else (T17)", async () => {
  const places = new Set([...Object.keys(forbiddenImports), ...Object.keys(forbiddenCode)]);
  const files = [...places].flatMap((place): Files => {
    const lines = [
      ...(forbiddenImports[place]?.trim().split(/\s+/) ?? []).map(inCode),
      ...(forbiddenCode[place] ?? []),
    ];
    return isFile(place)
      ? [[place, lines.join("\n")]]
      : lines.map((line, index) => [`${place}/broken-${index}.ts`, line]);
  });
  const planted = files.flatMap(([path, text]) => text.split("\n").map((line) => `${path}: ${line}`));
  expect(await check("broken", files)).toEqual(planted.sort());
});

test("finds import cycles, also of types, and a file in an unknown folder that imports nothing", async () => {
  const found = await check("circles", [
    ["src/shared/a.ts", 'import { b } from "./b.ts"; export const a = () => b;'],
    ["src/shared/b.ts", 'import { a } from "./a.ts"; export const b = () => a;'],
    ["src/server/llm/a.ts", 'import type { B } from "./b.ts"; export type A = B[];'],
    ["src/server/llm/b.ts", 'import type { A } from "./a.ts"; export type B = { a: A };'],
    ["src/server/helpers/alone.ts", "export const it = 1;"],
  ]);
  expect(found.map((line) => line.split(":")[0])).toEqual([
    "src/server/helpers/alone.ts",
    "src/server/llm/a.ts",
    "src/shared/a.ts",
  ]);
});

test("allows each layer what it needs", async () => {
  expect(await check("clean", Object.entries(clean))).toEqual([]);
});
