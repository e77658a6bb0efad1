import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { byTask } from "#test/upstream/by-task.ts";
import { catLines, composer, expect, explainWith, questionsTo, replyWith, sendMessage, test } from "./blossom.ts";

/** A server that only counts its requests. */
async function openCanary(html = "") {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    if (request.url !== "/" && request.url !== "/favicon.ico") hits.push(`${request.method} ${request.url}`);
    response.setHeader("content-type", "text/html");
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, hits, [Symbol.asyncDispose]: async () => void server.close() };
}

test("runs and fetches nothing that is in a hostile answer", async ({ page, withOllama }) => {
  await using canary = await openCanary();
  const c = canary.url;
  const attack = [
    `![x](${c}/image) ![y][ref] <img src="${c}/tag" onerror="window.pwned=1"> <script>window.pwned=1</script>`,
    `<picture><source srcset="${c}/set"><img></picture> <svg onload="window.pwned=1"><image href="${c}/svg"/></svg>`,
    `<link rel="prefetch" href="${c}/prefetch"> <style>body{background:url(${c}/css)}</style> <iframe src="${c}/frame"></iframe>`,
    `[press](javascript:window.pwned=1) [data](data:text/html,<script>window.pwned=1</script>) <${c}/auto> **bold**`,
    "",
    `[ref]: ${c}/reference`,
  ].join("\n");
  const explain = [
    `0 <img src=${c}/translation onerror=window.pwned=1> cats`,
    `1 cat ![z](${c}/meaning)`,
    `2 marks <img src=${c}/mark>`,
    `3 [<img src=${c}/reading>] liked`,
    `4 ![n](${c}/note) is an adjective`,
  ].join("\n");
  const { blossom } = await withOllama({
    script: byTask({
      question: attack,
      explain,
      correct: `猫<img src=${c}/corrected>`,
      title: `猫<img src=${c}/title>`,
    }),
  });
  const violations: string[] = [];
  page.on(
    "console",
    (message) => void (/Content Security Policy/.test(message.text()) && violations.push(message.text())),
  );
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "hello");
  await expect(page.getByText("bold")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  // a model's title with tags is not taken; a learner can type one, and it is text
  await expect(page.getByRole("link", { name: /^hello/ })).toBeVisible();
  const id = new URL(page.url()).pathname.split("/").at(-1);
  await blossom.call("PATCH", `/api/conversations/${id}`, { title: `猫<img src=${c}/typed onerror=window.pwned=1>` });
  await expect(page.getByRole("link", { name: /img/ })).toBeVisible();
  await page.reload();
  await expect(page.getByText("bold")).toBeVisible();
  await sendMessage(page, "猫が好き。");
  await expect(page.getByText(/cats/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  expect(await page.evaluate(() => (window as { pwned?: unknown }).pwned)).toBeUndefined();
  expect(canary.hits).toEqual([]);
  expect(violations).toEqual([]);
  expect(await page.locator("a[href^='javascript:'], a[href^='data:']").count()).toBe(0);
  for (const link of await page.locator("a[href^='http']").all()) {
    expect(await link.getAttribute("rel")).toContain("noreferrer");
  }
});

test("lets a page on another port do nothing", async ({ page, withOllama }) => {
  const { blossom, ollama } = await withOllama({ script: replyWith("はい") });
  await using evil = await openCanary("<!doctype html><title>evil</title><body></body>");
  const before = JSON.stringify(await blossom.call("GET", "/api/conversations"));
  const settings = JSON.stringify(await blossom.call("GET", "/api/llm/settings"));
  await page.goto(`${evil.url}/`);
  const results = await page.evaluate(async (target) => {
    const bodies: [string, BodyInit][] = [
      ["text/plain", '{"text":"hi"}'],
      ["application/x-www-form-urlencoded", "text=hi"],
      ["application/json", '{"text":"hi"}'],
    ];
    const answers: string[] = [];
    for (const path of ["/api/chat", "/api/cards", "/api/llm/discover", "/api/settings"]) {
      for (const [type, body] of bodies) {
        for (const mode of ["no-cors", "cors"] as const) {
          const answer = await fetch(target + path, {
            method: "POST",
            mode,
            body,
            headers: { "content-type": type },
          }).then(
            ({ type: kind, status }) => `${kind} ${status}`,
            () => "refused",
          );
          answers.push(answer);
        }
      }
      navigator.sendBeacon(target + path, '{"text":"hi"}');
    }
    answers.push(
      await fetch(`${target}/api/conversations`).then(
        () => "read",
        () => "refused",
      ),
    );
    return answers;
  }, blossom.url);
  expect(results.every((answer) => answer === "refused" || answer === "opaque 0")).toBe(true);
  expect(results.at(-1)).toBe("refused");
  expect(JSON.stringify(await blossom.call("GET", "/api/conversations"))).toBe(before);
  expect(JSON.stringify(await blossom.call("GET", "/api/llm/settings"))).toBe(settings);
  expect(ollama.requests.filter(({ path }) => path === "/api/chat")).toHaveLength(0);

  await page.setContent(`<iframe src="${blossom.url}/chat"></iframe>`);
  await expect(page.frameLocator("iframe").getByRole("textbox")).toHaveCount(0);
});

test("sends no message because of a link", async ({ page, withOllama }) => {
  const { blossom, ollama } = await withOllama({ script: replyWith("はい") });
  for (const link of ["/chat?q=send+this", "/chat?prompt=send+this#send"]) {
    await page.goto(blossom.url + link);
    await expect(composer(page)).toBeVisible();
  }
  expect(questionsTo(ollama)).toEqual([]);
  expect(await blossom.call("GET", "/api/conversations")).toMatchObject({ conversations: [] });
});

test("sends requests only to its own server", async ({ page, withOllama }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => void (/^https?:/.test(request.url()) && hosts.add(new URL(request.url()).host)));
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  for (const path of [
    "/chat",
    "/settings",
    "/settings/languages",
    "/settings/dictionaries",
    "/settings/privacy",
    "/settings/about",
  ]) {
    await page.goto(blossom.url + path);
    await expect(page.getByRole("main")).toBeVisible();
  }
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "猫が好き。");
  await expect(page.getByText("All words explained")).toBeVisible();
  expect([...hosts]).toEqual([new URL(blossom.url).host]);
});

test("shows the key nowhere", async ({ page, start, upstream }) => {
  const key = "sk-ant-planted-key-0123456789";
  const server = await upstream({ protocol: "anthropic", key: "another" });
  const blossom = await start({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: server.url });
  await blossom.call("PUT", "/api/llm/settings", { provider: "anthropic" }); // a key alone is no consent to send
  const seen: Promise<string>[] = [];
  // the event connection has no end
  page.on("response", (response) => {
    if (!response.url().endsWith("/api/events")) seen.push(response.text().catch(() => ""));
  });
  await page.goto(`${blossom.url}/settings/models`);
  await expect(page.getByText("6789").first()).toBeVisible();
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "hello");
  await expect(page.getByText(/rejects the key/).first()).toBeVisible();
  const answers = (await Promise.all(seen)).join("\n");
  expect(answers).toContain("6789"); // the responses were recorded: they contain the preview of the key
  expect(answers).not.toContain(key);
});
