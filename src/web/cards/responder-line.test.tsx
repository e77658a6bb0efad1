import { afterEach, describe, expect, test } from "bun:test";
import { screen } from "@testing-library/react";
import type { Usage } from "#shared/answer.ts";
import type { Responder } from "#shared/responder.ts";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { renderPage } from "#test/render-page.tsx";
import { ResponderLine } from "./responder-line.tsx";

const gemma: Responder = { provider: "ollama", model: "gemma3:12b", host: "127.0.0.1:11434", goesTo: "computer" };
const claude: Responder = {
  provider: "anthropic",
  model: "claude-sonnet-5-5",
  host: "api.anthropic.com",
  goesTo: "cloud",
};

const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } }; // happy-dom's own property, not part of a browser
const readAt = (host: string) => happyDOM.setURL(`http://${host}:3000/`);

/** The details that a press shows: `{ Tokens: "1,234 in, 180 out" }`. */
async function detailsOf(responder: Responder, usage: Usage | null, language: InterfaceLanguage = "en") {
  using page = await renderPage(<ResponderLine responder={responder} usage={usage} />, { language });
  const button = screen.getByRole("button");
  expect(button.getAttribute("aria-expanded")).toBe("false");
  button.focus();
  await page.user.keyboard("{Enter}");
  const terms = await screen.findAllByRole("term");
  expect(button.getAttribute("aria-expanded")).toBe("true");
  const rows = terms.map((term) => [term.textContent, term.nextElementSibling?.textContent]);
  await page.user.keyboard("{Enter}");
  expect(screen.queryByRole("term")).toBeNull();
  return { name: button.textContent, rows: Object.fromEntries(rows) as Record<string, string> };
}

test("shows what an answer took on a press or a key, and hides it on the next one", async () => {
  const { name, rows } = await detailsOf(gemma, {
    inputTokens: 1_234,
    outputTokens: 180,
    loadMs: 90_400,
    firstTokenMs: 91_200,
    totalMs: 151_000,
    tokensPerSecond: 3.04,
    requests: 1,
  });
  expect(name).toStartWith("gemma3:12b · on this computer");
  expect(rows).toEqual({
    Destination: "It stayed on this computer (127.0.0.1:11434).",
    Provider: "Ollama",
    Model: "gemma3:12b",
    "First word": "after 1.5 min",
    "Loading the model": "1.5 min",
    "Whole answer": "2.5 min",
    Speed: "3 tokens/s",
    Tokens: "1,234 in, 180 out",
  });
});

test("shows the cost and the use of the cache for a paid model", async () => {
  const { name, rows } = await detailsOf(claude, {
    inputTokens: 20,
    outputTokens: 180,
    cacheReadTokens: 2_400,
    cacheWriteTokens: 0,
    costUsd: 0.00213,
  });
  expect(name).toStartWith("claude-sonnet-5-5 · api.anthropic.com");
  expect(rows).toMatchObject({
    Destination: "It went to api.anthropic.com.",
    Provider: "Anthropic",
    "Prompt cache": "2,400 read, 0 written",
    Cost: "about $0.0021",
  });
});

test("shows the number of requests when an answer took more than one", async () => {
  const { rows } = await detailsOf(gemma, { requests: 3 });
  expect(rows).toMatchObject({ Requests: "3" });
});

test("leaves out the cache when it was not used", async () => {
  using page = await renderPage(
    <ResponderLine
      responder={claude}
      usage={{ inputTokens: 20, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 }}
    />,
  );
  await page.user.click(screen.getByRole("button"));
  await screen.findAllByRole("term");
  expect(document.querySelector("dl")?.textContent).toEndWith("Tokens20 in, 1 out");
});

test("shows only the responder and the place when nothing was measured", async () => {
  expect(Object.keys((await detailsOf(gemma, null)).rows)).toEqual(["Destination", "Provider", "Model"]);
});

describe("says where the question went", () => {
  const went = async (host: string, more: Partial<Responder> = {}) => {
    const { name, rows } = await detailsOf({ ...gemma, host, ...more }, null);
    return [name?.replace("gemma3:12b · ", "").replace("Details", ""), rows["Destination"]];
  };
  afterEach(() => readAt("127.0.0.1"));

  test("for a server at home, another server, and a model that a local server runs in the cloud", async () => {
    expect(await went("192.168.1.20:11434", { goesTo: "network" })).toEqual([
      "192.168.1.20",
      "It went to 192.168.1.20:11434 on your own network.",
    ]);
    expect(await went("gpu.example.com", { goesTo: "cloud" })).toEqual([
      "gpu.example.com",
      "It went to gpu.example.com.",
    ]);
    expect(await went("127.0.0.1:11434", { goesTo: "cloud", relayed: true })).toEqual([
      "in the cloud",
      "It went to 127.0.0.1:11434, and from there to the provider's cloud.",
    ]);
  });

  test("when the page is read on a phone: the computer is Blossom's, not this one", async () => {
    readAt("192.168.1.5");
    expect(await went("127.0.0.1:11434")).toEqual([
      "on Blossom's computer",
      "It stayed on the computer that Blossom runs on (127.0.0.1:11434).",
    ]);
  });
});

test.each<[InterfaceLanguage, string]>([
  ["ja", "このコンピューター（127.0.0.1:11434）の外には送信されていません。"],
  ["zh-Hans", "没有离开这台电脑（127.0.0.1:11434）。"],
  ["ko", "이 컴퓨터를 벗어나지 않았습니다(127.0.0.1:11434)."],
])("says that the question stayed on this computer, in %s", async (language, sentence) => {
  expect(Object.values((await detailsOf(gemma, null, language)).rows)).toContain(sentence);
});
