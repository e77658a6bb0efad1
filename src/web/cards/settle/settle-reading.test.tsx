import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { buildWord } from "#test/builders.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { byTask } from "#test/upstream/by-task.ts";
import { SentenceCard } from "#web/cards/sentence-card.tsx";
import { readingChoices } from "./reading-choices.ts";
import { reportReading } from "./report.ts";

// a dictionary loads here, while the machine may be busy
setDefaultTimeout(30_000);

const sentence = "市場に行った。";
/** The engine reads いちば, and the model chooses しじょう, which fits too. */
const explain = "0 I went to the market.\n1 [しじょう] market\n2 to\n3 went\n4 行った is past.\n";

const script = byTask({
  explain: ({ lastText }) => ({ text: lastText.includes("Only these lines") ? "1 [いちば] marketplace\n" : explain }),
});

async function openCard() {
  const server = await openPageApp({ ollama: { script } });
  const page = await renderPage(<SentenceCard text={sentence} language="ja" onClose={() => {}} />);
  const row = async () => (await screen.findByRole("rowheader", { name: /^市場/ })).closest("tr")!;
  const reading = async () => within(await row()).getAllByRole("cell")[0]!.textContent;
  const press = async (name: string | RegExp) => page.user.click(await screen.findByRole("button", { name }));
  return {
    server,
    page,
    reading,
    press,
    /** The model has explained the sentence, and the row of 市場 is open. */
    async openRow() {
      await screen.findByText("Answer ready.");
      const [first] = within(await row()).getAllByRole("cell");
      await page.user.click(await within(first!).findByRole("button"));
    },
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe("a doubtful reading in a card", () => {
  test("is settled in place with one press, and undone with another", async () => {
    await using card = await openCard();
    await card.openRow();
    expect(await card.reading()).toContain("いちば");
    await card.press("Use しじょう");
    await waitFor(async () => expect(await card.reading()).toBe("しじょう (chosen by you)"));
    expect(screen.getByText(/^You chose/).textContent).toContain("You chose しじょう.");
    await card.press("Undo");
    await waitFor(async () => expect(await card.reading()).toContain("いちば"));
    expect(await screen.findByRole("button", { name: "Keep いちば" })).toBeTruthy();
  });

  test("can be typed in another script, and a text that cannot be a reading is refused with its reason", async () => {
    await using card = await openCard();
    await card.openRow();
    await card.press("Type the reading");
    const field = screen.getByLabelText("Reading of 市場");
    await card.page.user.type(field, "market!{Enter}");
    expect((await screen.findByText("Write the reading in kana or romaji.")).getAttribute("role")).toBe("alert");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    await card.page.user.clear(field);
    await card.page.user.type(field, "shijou{Enter}");
    await waitFor(async () => expect(await card.reading()).toContain("しじょう"));
    expect(screen.queryByLabelText("Reading of 市場")).toBeNull();
  });

  test("closes only its field on Escape", async () => {
    await using card = await openCard();
    await card.openRow();
    await card.press("Type the reading");
    await card.page.user.keyboard("{Escape}");
    expect(screen.queryByLabelText("Reading of 市場")).toBeNull();
    expect(await screen.findByRole("button", { name: "Use しじょう" })).toBeTruthy();
  });

  test("can be asked about in place: no second card opens", async () => {
    await using card = await openCard();
    await card.openRow();
    await card.press("Ask about this word");
    expect(await screen.findByText("marketplace")).toBeTruthy();
    expect(screen.getAllByRole("article")).toHaveLength(1);
    expect(card.server.bodies("POST /api/cards").at(-1)).toMatchObject({ word: { start: 0, end: 2 } });
  });

  test("can be reported: the copied text has the sentence and what the engine and the model say", async () => {
    await using card = await openCard();
    await card.openRow();
    await card.press("Report");
    expect(await screen.findByText(/^Copied\. The report contains this sentence/)).toBeTruthy();
    const report = await navigator.clipboard.readText();
    expect(report).toContain(`- Sentence: ${sentence}`);
    expect(report).toContain("- The engine reads: いちば (open, entry)");
    expect(report).toContain("- gemma3:12b reads: しじょう (possible)");
    expect(report).toMatch(/- Blossom \d+\.\d+\.\d+, engine \d/);
    expect(report).toMatch(/- Dictionaries: .+/);
  });
});

describe("the choices of a word", () => {
  test.each([
    ["open", { reading: "いちば", state: "open", candidates: ["いちば", "しじょう"] }, "いちば", ["しじょう"]],
    [
      "in conflict",
      {
        reading: "えいが",
        state: "known",
        candidates: ["えいが"],
        claim: "えいか",
        claimBy: "model",
        verdict: "conflict",
      },
      "えいが",
      ["えいか"],
    ],
    ["known", { reading: "えいが", state: "known", candidates: ["えいが"] }, null, []],
    [
      "known to the model only",
      { reading: "", state: "none", candidates: [], claim: "ひろこ", claimBy: "model" },
      "ひろこ",
      [],
    ],
    ["without a reading", { reading: "", state: "none", candidates: [] }, null, []],
    [
      "settled",
      { reading: "しじょう", state: "chosen", candidates: ["いちば", "しじょう"], claim: "しじょう", isSettled: true },
      null,
      ["いちば"],
    ],
    [
      "claimed with a meaning instead of a reading",
      {
        reading: "えいが",
        state: "known",
        candidates: ["えいが"],
        claim: "movie",
        claimBy: "model",
        verdict: "conflict",
      },
      "えいが",
      [],
    ],
  ] as const)("of a word that is %s", (_, word, keep, use) => {
    expect(readingChoices(buildWord("市場", { ...word, candidates: [...word.candidates] }), "ja")).toEqual({
      keep,
      use: [...use],
    });
  });
});

test("a report has the settled reading, and names only the dictionaries in use for the language", () => {
  const word = buildWord("映画", {
    reading: "えいか",
    state: "chosen",
    claim: "えいか",
    claimBy: "learner",
    isSettled: true,
  });
  const dictionary = { name: "Starter", version: "1", language: "ja" as const, isEnabled: true };
  const report = reportReading({
    word,
    text: "映画を見た。",
    language: "ja",
    model: null,
    version: "0.1.0",
    engine: "3 starter-ja",
    dictionaries: [
      dictionary,
      { ...dictionary, name: "Off", isEnabled: false },
      { ...dictionary, name: "CC-CEDICT", language: "zh" },
    ],
  });
  expect(report).toContain("- The learner settled: えいか");
  expect(report).toContain("- Dictionaries: Starter 1");
  expect(report).not.toMatch(/Off|CEDICT|reads/);
});
