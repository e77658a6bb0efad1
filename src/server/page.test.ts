import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import { openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { readEvents } from "#test/read-events.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const pageDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-page-"));
const barColours = (["light", "dark"] as const).map(
  (scheme) =>
    `<meta name="theme-color" content="#fff" data-scheme="${scheme}" media="(prefers-color-scheme: ${scheme})" />`,
);
const template = `<!doctype html><html lang="en"><head><meta name="color-scheme" content="light dark" />${barColours.join("")}<title>Blossom</title><style>a{color:red}</style><script type="module">go()</script><link rel="later" href="/later-1.css"></head><body><div id="root"><span class="early-title"></span></div></body></html>`;
fs.writeFileSync(join(pageDir, "index.html"), template);
const preloads = {
  conversation: { ja: { title: "", files: ["/thread-1.js", "/ja-1.js"] } },
  chat: { en: { title: "New chat", files: [] } },
};
fs.writeFileSync(join(pageDir, "preloads.json"), JSON.stringify(preloads));
afterAll(() => fs.rmSync(pageDir, { recursive: true }));

async function openPage() {
  const upstream = await startUpstream({ protocol: "ollama", script: byTask({ question: "Yes." }) });
  const app = await openApp({ pageDir, provider: { type: "ollama", url: upstream.url } });
  const get = (path: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(app.url + path, { headers, ...(signal && { signal }) });
  return {
    app,
    get,
    html: async (path: string, headers?: Record<string, string>) => (await get(path, headers)).text(),
    async startConversation(text: string) {
      const headers = { prefer: "respond-async" };
      const response = await app.request("POST", "/api/chat", { text, task: "reply" }, headers);
      const { conversationId, generationId } = (await response.json()) as Started;
      await (await app.request("GET", `/api/generations/${generationId}/events`)).text(); // until its end
      return conversationId ?? "";
    },
    async [Symbol.asyncDispose]() {
      await app.stop();
      await upstream.close();
    },
  };
}

const blockOf = (html: string) =>
  /<script type="application\/json" id="first-responses"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? "";
const responsesIn = (html: string) => JSON.parse(blockOf(html)) as Record<string, unknown>;

describe("the page", () => {
  test("comes with the responses that it would ask for first", async () => {
    await using page = await openPage();
    const id = await page.startConversation("How do I say this?");
    await page.app.json("PATCH", `/api/conversations/${id}`, { title: "mine" }); // no model changes it later
    const paths = ["/api/settings", "/api/conversations?limit=50", `/api/conversations/${id}`];
    const responses = responsesIn(await page.html(`/chat/${id}`));
    for (const path of paths) expect(responses[path]).toEqual(await page.app.json("GET", path));
    expect(responsesIn(await page.html("/chat"))).not.toHaveProperty([`/api/conversations/${id}`]);
  });

  test("may use the styles and the script that stand inside it, and no others", async () => {
    await using page = await openPage();
    const policyOf = async (path: string) => (await page.get(path)).headers.get("content-security-policy") ?? "";
    const hash = (text: string) => `'sha256-${new Bun.CryptoHasher("sha256").update(text).digest("base64")}'`;
    expect(await policyOf("/chat")).toContain(
      `script-src 'self' ${hash("go()")}; style-src 'self' ${hash("a{color:red}")};`,
    );
    expect(await policyOf("/api/settings")).toContain("script-src 'self'; style-src 'self';");
  });

  test("has the revision that the event connection begins with, until something changes", async () => {
    await using page = await openPage();
    const ofConnection = async () => {
      const leaving = new AbortController();
      const events = readEvents(await page.get("/api/events", {}, leaving.signal));
      const { value } = await events.next();
      leaving.abort();
      return (JSON.parse(value?.data ?? "") as { revision: unknown }).revision;
    };
    const ofPage = async () => {
      const [, models, rest] = /data-models="(.+?)" data-rest="(.+?)"/.exec(await page.html("/settings")) ?? [];
      return { models, rest };
    };
    await page.app.request("GET", "/api/status"); // the model server is known from now on
    await page.html("/chat");
    const before = await ofPage();
    expect(await ofConnection()).toEqual(before);
    // no browser is connected
    await page.app.json("PUT", "/api/settings", { theme: "dark" });
    const after = await ofPage();
    expect(after.rest).not.toBe(before.rest);
    expect(await ofConnection()).toEqual(after);
  });

  test("links the later styles at once where it begins with a part that needs them", async () => {
    await using page = await openPage();
    expect(await page.html("/chat")).toContain('<link rel="later" href="/later-1.css">');
    for (const path of ["/settings", "/video", "/words", "/review", "/tutor", "/bin", "/chat/unknown"])
      expect(await page.html(path)).toContain('<link rel="stylesheet" href="/later-1.css">');
  });

  test("comes with the settings that its browser would get", async () => {
    await using page = await openPage();
    const headers = { "accept-language": "ja" };
    const settings = await (await page.get("/api/settings", headers)).json();
    expect(settings).toMatchObject({ learningLanguage: "zh-Hans" });
    expect(responsesIn(await page.html("/chat", headers))["/api/settings"]).toEqual(settings);
  });

  test("comes without a conversation that does not exist", async () => {
    await using page = await openPage();
    for (const path of ["/chat/nope", "/chat/a%22b", "/chat/%3Cscript%3E", "/nowhere"]) {
      const response = await page.get(path);
      expect(response.status).toBe(200);
      expect(Object.keys(responsesIn(await response.text())).filter((key) => /conversations\//.test(key))).toEqual([]);
    }
  });

  test.each(["</script><script>alert(1)</script>", "<!--<script>", "]]>", "a\u2028b\u2029c", "$& $1 $`", "\\u003c"])(
    "carries a title with %j as data, which ends nothing and runs nothing",
    async (title) => {
      await using page = await openPage();
      const id = await page.startConversation("How do I say this?");
      await page.app.json("PATCH", `/api/conversations/${id}`, { title });
      const html = await page.html(`/chat/${id}`);
      expect(html.match(/<script/g)).toHaveLength(2); // with the first script of the page
      expect(html).not.toContain("<!--");
      expect(html).toEndWith("</script></body></html>");
      expect(responsesIn(html)[`/api/conversations/${id}`]).toMatchObject({ conversation: { title } });
    },
  );

  test.each([
    ["電車の忘れ物", '<span class="early-title" data-page="conversation" lang="ja">電車の忘れ物</span>'],
    ["A & B <b>", '<span class="early-title" data-page="conversation">A &amp; B &lt;b&gt;</span>'],
    ["$& $1", '<span class="early-title" data-page="conversation">$&amp; $1</span>'],
  ])("shows the title %j of the conversation in its first frame", async (title, shown) => {
    await using page = await openPage();
    const id = await page.startConversation("How do I say this?");
    await page.app.json("PATCH", `/api/conversations/${id}`, { title });
    expect(await page.html(`/chat/${id}`)).toContain(shown);
    expect(await page.html("/chat")).toContain('<span class="early-title" data-page="chat">New chat</span>');
  });

  test("has the theme and the language of the settings, and links to the code for them", async () => {
    await using page = await openPage();
    await page.app.json("PUT", "/api/settings", { theme: "dark", interfaceLanguage: "ja" });
    const html = await page.html("/chat/1");
    expect(html).toContain('<html lang="ja" data-theme="dark" data-readings="');
    expect(html).toContain('<meta name="color-scheme" content="dark" />');
    expect(html).toContain('data-scheme="light" media="not all"');
    expect(html).toContain('data-scheme="dark" media="all"');
    await page.app.json("PUT", "/api/settings", { theme: "system" });
    expect(await page.html("/chat/1")).toContain('<meta name="color-scheme" content="light dark" />');
    expect(await page.html("/chat/1")).toContain('data-scheme="dark" media="(prefers-color-scheme: dark)"');
    expect(
      [...html.matchAll(/<link rel="modulepreload" fetchpriority="low" crossorigin href="([^"]+)">/g)].map(
        ([, file]) => file,
      ),
    ).toEqual(["/thread-1.js", "/ja-1.js"]);
  });

  test.each([
    ["ja,en-US;q=0.9", "ja"],
    ["de-DE,de;q=0.9,ko;q=0.8", "ko"],
    ["en;q=0.5, ja;q=0.8", "ja"],
    ["ja;q=0, ko", "ko"],
    ["fr", "en"],
    ["", "en"],
    ['"><script>', "en"],
  ])("is in the browser's language if none was chosen: %j → %s", async (accepted, language) => {
    await using page = await openPage();
    expect(await page.html("/chat", { "accept-language": accepted })).toContain(`<html lang="${language}" `);
  });

  test("is never cached, because it has the learner's texts", async () => {
    await using page = await openPage();
    const { headers } = await page.get("/chat", { "accept-encoding": "gzip" });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toContain("script-src 'self'");
  });

  test("is refused to other sites, with everything in it", async () => {
    await using page = await openPage();
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { origin: "http://evil.example" },
      { host: "evil.example" },
    ]) {
      const response = await page.get("/chat", headers);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toContain("first-responses");
    }
  });
});
