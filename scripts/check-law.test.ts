import { afterAll, expect, test } from "bun:test";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

// The import law of .oxlintrc.json, by breaking it: an override replaces what an earlier one forbade, and nobody sees it.

/** A folder, or a file with a right of its own → lines that each break the law there, once. */
const broken: Record<string, string[]> = {
  "src/server/chat": [
    'await fetch("http://a");',
    'await globalThis.fetch("http://a");',
    'await Bun.fetch("http://a");',
    'const { fetch: f } = Bun; await f("http://a");',
    'new WebSocket("ws://a");',
    'new EventSource("http://a");',
    'await Bun.connect({ hostname: "a", port: 1, socket: {} });',
    'Bun.spawn(["curl"]);',
    "await Bun.$`curl`;",
    "console.log(Bun.env.HOME);",
    "console.log(process.env.HOME);",
    "console.log(import.meta.env.HOME);",
    "const { env } = process; console.log(env);",
    ...["http", "https", "http2", "net", "tls", "dgram", "child_process"].flatMap((name) => [
      `import * as it from "node:${name}"; console.log(it);`,
      `import * as it from "${name}"; console.log(it);`,
      `await import("node:${name}");`,
      `require("node:${name}");`,
    ]),
    'export { request } from "node:http";',
    'import { spawn } from "bun"; console.log(spawn);',
    'import { hc } from "hono/client"; console.log(hc);',
    'import Sdk from "@anthropic-ai/sdk"; console.log(Sdk);',
    'await import("@anthropic-ai/sdk");',
    'import { Database } from "bun:sqlite"; new Database("a.db");',
    'export const all = (db) => db.query("SELECT 1").all();',
    'export const all = (db) => db.prepare("SELECT 1").all();',
    'import { gate } from "#server/http/gate.ts"; console.log(gate);',
    'import { chatRoutes } from "#server/routes/chat.ts"; console.log(chatRoutes);',
    'import { createApp } from "#server/app.ts"; console.log(createApp);',
    'import { startUpstream } from "#test/upstream/start-upstream.ts"; console.log(startUpstream);',
    'import { en } from "#web/i18n/en.ts"; console.log(en);',
    'import { answer } from "../answer.ts"; console.log(answer);',
  ],
  "src/server/cards": ['import { router } from "#server/http/router.ts"; console.log(router);'],
  "src/server/models": [
    'import { answer } from "#server/chat/answer.ts"; console.log(answer);',
    'import { gate } from "#server/http/gate.ts"; console.log(gate);',
    'import { played } from "#test/played-api.ts"; console.log(played);',
    'import { Database } from "bun:sqlite"; new Database("a.db");',
    'await fetch("http://a");',
  ],
  "src/server/start.ts": [
    "console.log(Bun.env.HOME);",
    "console.log(process.env.HOME);",
    "console.log(import.meta.env.HOME);",
    'export const all = (db) => db.query("SELECT 1").all();',
    'await fetch("http://a");',
  ],
  "src/server/main.ts": ["console.log(process.env.HOME);", 'await Bun.fetch("http://a");'],
  "src/server/dev.ts": [
    'import { App } from "#web/app/app.tsx"; console.log(App);',
    'import { played } from "#test/played-api.ts"; console.log(played);',
    'await fetch("http://a");',
  ],
  "src/server/instance-lock.ts": ['import { gate } from "#server/http/gate.ts"; console.log(gate);'],
  "src/server/llm/anthropic/anthropic.ts": [
    'import { openDatabase } from "#server/db/open.ts"; console.log(openDatabase);',
    'import http from "node:http"; console.log(http);',
    'import { Database } from "bun:sqlite"; console.log(Database);',
    'await fetch("http://a");',
  ],
  "src/server/llm/transport/http-stream.ts": [
    'import { openDatabase } from "#server/db/open.ts"; console.log(openDatabase);',
    'import { spawn } from "node:child_process"; console.log(spawn);',
    'import Sdk from "@anthropic-ai/sdk"; console.log(Sdk);',
    'await fetch("http://a");',
  ],
  "src/web/api/client.ts": [
    'import { createApp } from "#server/app.ts"; console.log(createApp);',
    'import { Panel } from "#web/features/settings/panel.tsx"; console.log(Panel);',
    'import { played } from "#test/played-api.ts"; console.log(played);',
  ],
  "src/web/main.tsx": ['await fetch("/api");', 'import { logger } from "#server/logger.ts"; console.log(logger);'],
  "src/server/routes": [
    'import { createApp } from "#server/app.ts"; console.log(createApp);',
    'await import("#server/start.ts");',
    'await fetch("http://a");',
    'import { Database } from "bun:sqlite"; new Database("a.db");',
    'import { startUpstream } from "#test/upstream/start-upstream.ts"; console.log(startUpstream);',
  ],
  "src/server/http": [
    'import { chatRoutes } from "#server/routes/chat.ts"; console.log(chatRoutes);',
    'import { answer } from "#server/chat/answer.ts"; console.log(answer);',
    'import { createProvider } from "#server/llm/index.ts"; console.log(createProvider);',
  ],
  "src/server/generations": [
    'import { answer } from "#server/chat/answer.ts"; console.log(answer);',
    'import { createProvider } from "#server/llm/index.ts"; console.log(createProvider);',
    'export const all = (db) => db.query("SELECT 1").all();',
  ],
  "src/server/llm": [
    'import { openDatabase } from "#server/db/open.ts"; console.log(openDatabase);',
    'import { readConfig } from "#server/config.ts"; console.log(readConfig);',
    'import { prompt } from "#server/breakdown/prompt.ts"; console.log(prompt);',
    'import http from "node:http"; console.log(http);',
    'await fetch("http://a");',
    'import Sdk from "@anthropic-ai/sdk"; console.log(Sdk);',
    "console.log(Bun.env.HOME);",
  ],
  "src/server/db": [
    'import { createProvider } from "#server/llm/index.ts"; console.log(createProvider);',
    'import { follow } from "#server/generations/follow.ts"; console.log(follow);',
    'import net from "node:net"; console.log(net);',
    "console.log(process.env.HOME);",
    "console.log(import.meta.env.HOME);",
  ],
  "src/server/breakdown": [
    'import { createProvider } from "#server/llm/index.ts"; console.log(createProvider);',
    'import { spawn } from "bun"; console.log(spawn);',
  ],
  "src/server/languages": ['import { openDatabase } from "#server/db/open.ts"; console.log(openDatabase);'],
  "src/server": [
    'await fetch("http://a");',
    'import { Database } from "bun:sqlite"; new Database("a.db");',
    'export const all = (db) => db.query("SELECT 1").all();',
    "Bun.serve({});",
    'import { startUpstream } from "#test/upstream/start-upstream.ts"; console.log(startUpstream);',
    'import { App } from "#web/app/app.tsx"; console.log(App);',
  ],
  "src/shared": [
    'import fs from "node:fs"; console.log(fs);',
    'import { useState } from "react"; console.log(useState);',
    'import { Database } from "bun:sqlite"; console.log(Database);',
    'import { logger } from "#server/logger.ts"; console.log(logger);',
    'import { api } from "#web/api/client.ts"; console.log(api);',
    'import { played } from "#test/played-api.ts"; console.log(played);',
    "console.log(process.pid);",
    'console.log(Bun.file("a"));',
    "console.log(globalThis.localStorage);",
    'await fetch("http://a");',
  ],
  "src/web/features/chat": [
    'await fetch("/api");',
    'await window.fetch("/api");',
    'new EventSource("/api");',
    "new XMLHttpRequest();",
    'navigator.sendBeacon("/api");',
    'import { api } from "#web/api/client.ts"; console.log(api);',
    'import { hc } from "hono/client"; console.log(hc);',
    'import { App } from "#web/app/app.tsx"; console.log(App);',
    'import { Panel } from "#web/features/settings/panel.tsx"; console.log(Panel);',
    'import type { Api } from "#server/app.ts"; export const api = null as Api | null;',
    'import fs from "node:fs"; console.log(fs);',
    'import { played } from "#test/played-api.ts"; console.log(played);',
  ],
  "src/web/models": [
    'import { Card } from "#web/cards/card-view.tsx"; console.log(Card);',
    'import { Composer } from "#web/features/chat/composer.tsx"; console.log(Composer);',
    'import { api } from "#web/api/client.ts"; console.log(api);',
    'await fetch("http://a");',
  ],
  "src/web/cards": [
    'import { Composer } from "#web/features/chat/composer.tsx"; console.log(Composer);',
    'import { api } from "#web/api/client.ts"; console.log(api);',
    'await fetch("/api");',
  ],
  "src/web/ui": [
    'import type { Card } from "#shared/card.ts"; export const card = null as Card | null;',
    'import { useTranslate } from "#web/i18n/use-translate.ts"; console.log(useTranslate);',
    'import { useQuery } from "#web/api/status.ts"; console.log(useQuery);',
    'await fetch("/api");',
  ],
  "src/web/i18n": ['import { Dialog } from "#web/ui/dialog.tsx"; console.log(Dialog);'],
  "src/web/api": [
    'import { Card } from "#web/cards/card-view.tsx"; console.log(Card);',
    'import type { Api } from "#server/app.ts"; export const api = null as Api | null;',
    'import { played } from "#test/played-api.ts"; console.log(played);',
  ],
  "src/web/app": [
    'await fetch("/api");',
    'import { api } from "#web/api/client.ts"; console.log(api);',
    'import { logger } from "#server/logger.ts"; console.log(logger);',
  ],
};

/** One file a layer that does what the layer is for. */
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
  "src/server/pictures/it.ts": "export const read = (path: string) => new Bun.Image(Bun.file(path));",
  "src/server/routes/it.ts": `import { send } from "#server/chat/send-message.ts"; import { json } from "#server/http/router.ts";
    import { OpenAPIHono } from "@hono/zod-openapi"; console.log(send, json, OpenAPIHono);`,
  "src/server/http/it.ts": `import type { Server } from "bun"; import { AppError } from "#server/errors.ts"; import { Hono } from "hono";
    import type { EventRow } from "#server/db/generations.ts"; console.log(Hono, AppError, null as Server | EventRow | null);`,
  "src/server/chat/it.ts": `import type { Database } from "bun:sqlite"; import { createProvider } from "#server/llm/index.ts";
    import { getSettings } from "#server/db/settings.ts"; import { start } from "#server/generations/start.ts";
    export const it = (db: Database) => console.log(createProvider, getSettings(db), start);`,
  "src/server/cards/it.ts": 'import { stream } from "#server/chat/answer.ts"; console.log(stream);',
  "src/server/models/it.ts": `import type { Database } from "bun:sqlite"; import { createProvider } from "#server/llm/index.ts";
    import { getSettings } from "#server/db/settings.ts"; import type { Secrets } from "#server/secrets.ts";
    export const it = (db: Database, secrets: Secrets) => console.log(createProvider, getSettings(db), secrets);`,
  "src/server/generations/it.ts":
    'import { logger } from "#server/logger.ts"; import { append } from "#server/db/generations.ts"; logger.info(append);',
  "src/server/breakdown/it.ts": 'import { card } from "#shared/card.ts"; console.log(card);',
  "src/server/languages/it.ts":
    'import { Worker } from "node:worker_threads"; import { pinyin } from "pinyin-pro"; console.log(Worker, pinyin);',
  "src/server/llm/it.ts": `import type { Message } from "@anthropic-ai/sdk/resources/messages"; import { z } from "zod";
    import { send } from "./http-stream.ts"; console.log(z, send, null as Message | null);`,
  "src/server/llm/transport/http-stream.ts":
    'import { isIP } from "node:net"; console.log(isIP, await import("node:https"), await import("node:dns/promises"));',
  "src/server/llm/transport/refused-host.ts": 'import { isIP } from "node:net"; console.log(isIP);',
  "src/server/llm/anthropic/anthropic.ts":
    'import { z } from "zod"; const { default: Sdk } = await import("@anthropic-ai/sdk"); console.log(z, Sdk);',
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
    import { useStatus } from "#web/api/status.ts"; console.log(CardView, toApiError, ApiFailure, useStatus);`,
  "src/web/app/it.tsx": 'import { Composer } from "#web/features/chat/composer.tsx"; console.log(Composer);',
};

const folder = fs.mkdtempSync(join(tmpdir(), "law-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

type Files = [path: string, text: string][];

/** Lints a tree of these files under our settings: what is found, as `rule: the line it is in`. */
async function lint(name: string, files: Files): Promise<{ rules: Set<string>; lines: string[] }> {
  const root = join(folder, name);
  for (const [path, text] of files) {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.writeFileSync(join(root, path), text);
  }
  // the linter looks for the paths of the rules beside its settings
  fs.copyFileSync(".oxlintrc.json", join(root, ".oxlintrc.json"));
  const linter = resolve("node_modules/oxlint/bin/oxlint");
  const run = Bun.spawn([process.execPath, linter, "--format", "json", "src"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { diagnostics, number_of_files: count } = (await new Response(run.stdout).json()) as Report;
  expect(count).toBe(files.length);
  const lines = diagnostics.map(({ filename, labels }) => {
    const path = filename.replaceAll("\\", "/");
    const line = labels[0]?.span.line ?? 0;
    return `${path}: ${Object.fromEntries(files)[path]?.split("\n")[line - 1]}`;
  });
  return { rules: new Set(diagnostics.map(({ code }) => code)), lines };
}

type Report = {
  number_of_files: number;
  diagnostics: { filename: string; code: string; labels: { span: { line: number } }[] }[];
};

test("what breaks the import law is found, each once", async () => {
  const files = Object.entries(broken).flatMap(([place, lines]): Files =>
    /\.tsx?$/.test(place)
      ? [[place, lines.join("\n")]]
      : lines.map((line, index) => [`${place}/broken-${index}.ts`, line]),
  );
  const found = await lint("broken", files);
  const planted = files.flatMap(([path, text]) => text.split("\n").map((line) => `${path}: ${line}`));
  expect(found.lines.sort()).toEqual(planted.sort());
  // and not for another reason
  expect([...found.rules].sort()).toEqual([
    "eslint(no-restricted-globals)",
    "eslint(no-restricted-imports)",
    "eslint(no-restricted-properties)",
    "import(no-nodejs-modules)",
  ]);
});

test("what each layer is for, it may do", async () => {
  expect((await lint("clean", Object.entries(clean))).lines).toEqual([]);
});
