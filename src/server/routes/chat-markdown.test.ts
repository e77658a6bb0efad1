import { afterAll, beforeAll, expect, test } from "bun:test";
import { noiseImage } from "#test/llm-images.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

let upstream: Upstream;
let app: OpenApp;
beforeAll(async () => {
  upstream = await startUpstream({ protocol: "ollama", script: byTask({ reply: "いいですね。" }) });
  app = await openApp({ provider: { type: "ollama", url: upstream.url } });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream.close();
});

async function chat(text: string, title: string, more: object = {}) {
  const { generationId, conversationId } = await app.send(text, { language: "ja", ...more });
  await app.events(generationId);
  await app.json("PATCH", `/api/conversations/${conversationId}`, { title });
  return conversationId!;
}
const download = (id: string) => app.request("GET", `/api/conversations/${id}/markdown`);
const nameOf = (response: Response) =>
  decodeURIComponent(
    /filename\*=UTF-8''([\w.~%-]+)$/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "",
  );

test("gives one chat as a file named after its title, and what the learner wrote is no markup in it", async () => {
  const { base64 } = await noiseImage(64, 64);
  const id = await chat("# 猫が好きです。\n<b>犬も</b>", "猫の話", { images: [base64] });
  const response = await download(id);
  expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  expect(nameOf(response)).toBe("猫の話.md");
  const text = await response.text();
  expect(text).toStartWith("# 猫の話\n");
  expect(text).toContain("🖼\n\n> # 猫が好きです。\n> <b>犬も</b>\n");
  expect(text).toContain("\nいいですね。\n");
});

test("keeps each line of the learner in the quote, however it ends", async () => {
  const text = await (await download(await chat("猫です。\r# 犬\r\n鳥", "三つ"))).text();
  expect(text).toContain("\n> 猫です。\n> # 犬\n> 鳥\n");
});

test("keeps the lines of an answer apart, as the page draws them", async () => {
  upstream.script = byTask({ reply: "# いい\n天気\nです。\n\n- 猫\n- 犬" });
  const text = await (await download(await chat("天気は？", "天気"))).text();
  upstream.script = byTask({ reply: "いいですね。" });
  expect(text).toEndWith("\n\n# いい  \n天気  \nです。\n\n- 猫  \n- 犬\n");
});

test.each([
  [`../a\\b: "c"? <d>|*'(e)`, "a b c d '(e).md"],
  ["CON", "Blossom CON.md"],
  [".hidden.", "hidden.md"],
  ["長".repeat(200), `${"長".repeat(60)}.md`],
  ["line\u202Eone\u0007", "line one.md"],
])("makes %j a name for every file system", async (title, name) => {
  const response = await download(await chat("猫", title));
  expect(nameOf(response)).toBe(name);
});

test("has no file for a chat that does not exist or is in the bin", async () => {
  const id = await chat("猫", "猫");
  await app.json("DELETE", `/api/conversations/${id}`);
  expect((await download(id)).status).toBe(404);
  expect((await download("nothing")).status).toBe(404);
});
