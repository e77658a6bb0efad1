import { describe, expect, test } from "bun:test";
import { act, fireEvent, screen, within } from "@testing-library/react";
import { useState } from "react";
import type { Responder } from "#shared/responder.ts";
import type { AnswerCard } from "#shared/answer.ts";
import type { Card, Word } from "#shared/card.ts";
import { buildWord } from "#test/builders.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import { CardView } from "./card-view.tsx";

const text = "映画を見に行きました";
const word = (surface: string, rest: Partial<Word> = {}) => {
  const start = text.indexOf(surface);
  return buildWord(surface, { start, end: start + surface.length, ...rest });
};
const film = word("映画", { reading: "えいが", meaning: "film" });
const card: Card = {
  language: "ja",
  text,
  at: 0,
  translation: "I went to see a film.",
  words: [
    film,
    word("を", { partOfSpeech: "particle", meaning: "(object)" }),
    word("見に", { reading: "みに", partOfSpeech: "verb", meaning: "in order to see" }),
    word("行きました", { reading: "いきました", partOfSpeech: "verb", meaning: "went", lemma: "行く" }),
  ],
  joins: [],
  note: "〜に行く says what for.",
};
const made = (change: Partial<Card> = {}, state: AnswerCard["state"] = "closed"): AnswerCard => ({
  id: "g#0",
  card: { ...card, ...change },
  state,
});
const rowSaying = (words: string) =>
  screen.getAllByRole("row").find(({ textContent }) => textContent?.startsWith(words)) ?? null;
const row = (surface: string) =>
  screen.getAllByRole("row").find((each) => within(each).queryByRole("rowheader", { name: new RegExp(`^${surface}`) }));

describe("a card", () => {
  test("shows real ruby over the letters that need it, and marks each text with its language", async () => {
    await using _server = await openPageApp();
    using _page = await renderPage(<CardView answerCard={made()} isRunning={false} />);
    const sentence = document.querySelector("[data-living]");
    expect(sentence?.getAttribute("lang")).toBe("ja");
    expect([...(sentence?.querySelectorAll("ruby") ?? [])].map((ruby) => ruby.textContent)).toEqual([
      "映画えいが",
      "見み",
      "行い",
    ]);
    expect(screen.getByText("I went to see a film.").closest("[lang]")?.getAttribute("lang")).toBe("en");
    expect(screen.getByText("〜に行く").getAttribute("lang")).toBe("ja");
    expect(screen.getByText("行く").getAttribute("title")).toBe("from 行く");
  });

  test("saves its sentence with its translation, once, and takes it back", async () => {
    await using server = await openPageApp();
    using page = await renderPage(
      <>
        <CardView answerCard={made()} isRunning={false} />
        <Toaster dismissLabel="Dismiss" />
      </>,
    );
    await page.user.click(await screen.findByRole("button", { name: "Save sentence" }));
    await screen.findByRole("button", { name: "Saved" });
    await page.user.click(screen.getByRole("button", { name: "Saved" }));
    type Listed = { words: { id: string; kind: string; lemma: string }[]; total: number };
    const { words, total } = await server.app.json<Listed>("GET", "/api/words");
    expect([total, words[0]?.kind, words[0]?.lemma]).toEqual([1, "sentence", text]);
    const whole = await server.app.json<{ contexts: { translation: string }[] }>("GET", `/api/words/${words[0]?.id}`);
    expect(whole.contexts.map(({ translation }) => translation)).toEqual(["I went to see a film."]);
    await page.user.click(screen.getByRole("button", { name: "Undo" }));
    await screen.findByRole("button", { name: "Save sentence" });
    expect((await server.app.json<Listed>("GET", "/api/words")).total).toBe(0);
  });

  test("names what was done to the dictionary form", async () => {
    await using _server = await openPageApp();
    const went = word("行きました", { reading: "いきました", lemma: "行く", inflection: ["polite", "past"] });
    using _page = await renderPage(<CardView answerCard={made({ words: [went] })} isRunning={false} />);
    expect(screen.getByText("polite, past").getAttribute("lang")).toBe("en");
  });

  test("shows no doubt when all readings agree", async () => {
    await using _server = await openPageApp();
    const responder: Responder = {
      provider: "ollama",
      model: "gemma3:12b",
      host: "127.0.0.1:11434",
      goesTo: "computer",
    };
    using _page = await renderPage(
      <CardView answerCard={made()} isRunning={false} responder={responder} usage={null} />,
    );
    expect(screen.getByText("All words explained")).toBeTruthy();
    expect(screen.queryByText(/dictionary/)).toBeNull();
    expect(screen.getByRole("button", { name: /^gemma3:12b · on this computer/ })).toBeTruthy();
  });
});

describe("a reading in doubt", () => {
  test("shows both readings when the dictionary contradicts the model, and the dictionary's one as ruby", async () => {
    await using _server = await openPageApp();
    const doubtful = word("映画", {
      reading: "えいが",
      meaning: "film",
      claim: "えいか",
      claimBy: "model",
      verdict: "conflict",
      candidates: ["えいが"],
    });
    const asked: string[] = [];
    using page = await renderPage(
      <CardView
        answerCard={made({ words: [doubtful] })}
        isRunning={false}
        onAskAbout={(about, cardId) => asked.push(`${about.surface} ${cardId}`)}
      />,
    );
    expect(row("映画")?.textContent).toContain("the dictionary disagrees");
    const why = rowSaying("The model reads えいか; the dictionary reads えいが.");
    if (!why) throw new Error("no reason");
    await within(why).findByRole("button", { name: "Use えいか" }); // it is in a lazy part
    expect([...why.querySelectorAll("b")].map(({ lang, textContent }) => `${lang} ${textContent}`)).toEqual([
      "ja えいか", // the reason
      "ja えいが",
      "ja えいか", // Use
      "ja えいが", // Keep
    ]);
    expect(within(why).getByRole("button", { name: "Keep えいが" })).toBeTruthy();
    expect(document.querySelector("[data-living] rt")?.textContent).toBe("えいが");
    expect(screen.getByText("1 reading in doubt")).toBeTruthy();
    expect(screen.queryByText("All words explained")).toBeNull();
    await page.user.click(within(why).getByRole("button", { name: "Ask about this word" }));
    expect(asked).toEqual(["映画 g#0"]);
  });

  const other = word("映画", {
    reading: "えいが",
    meaning: "film",
    state: "open",
    origin: "entry",
    candidates: ["えいが", "えが"],
  });

  test("is explained on a press when several readings fit", async () => {
    await using _server = await openPageApp();
    using page = await renderPage(<CardView answerCard={made({ words: [other] })} isRunning={false} />);
    expect(document.querySelector("[data-living] rt")?.textContent).toBe("えいが");
    const reading = screen.getByRole("button", { name: "えいが (another reading is possible)" });
    expect(reading.getAttribute("aria-expanded")).toBe("false");
    expect(rowSaying("Also possible")).toBeNull();
    await page.user.click(reading);
    expect(rowSaying("Also possible: えが.")).not.toBeNull();
    expect(screen.getByText("1 uncertain reading")).toBeTruthy();
    expect(screen.queryByText("All words explained")).toBeNull();
  });

  test("keeps the engine's reading when the model chooses another one that fits", async () => {
    await using _server = await openPageApp();
    const chosen: Word = { ...other, claim: "えが", claimBy: "model", verdict: "possible" };
    using page = await renderPage(<CardView answerCard={made({ words: [chosen] })} isRunning={false} />);
    await page.user.click(screen.getByRole("button", { name: "えいが (another reading is possible)" }));
    expect(rowSaying("The model reads えが, which is possible too.")).not.toBeNull();
  });

  test.each<[string, Partial<Word>, string, string]>([
    [
      "a guess",
      { state: "guess", reading: "えいが" },
      "えいが (a guess)",
      "the reading is put together from its parts.",
    ],
    [
      "from the model only",
      { state: "none", claim: "えいが" },
      "えいが (from the model only)",
      "the reading comes from the model.",
    ],
    ["unknown", { state: "none" }, "? (reading unknown)", "the model hasn't given a reading yet."],
  ])("says quietly that it is %s", async (_, change, name, why) => {
    await using _server = await openPageApp();
    const doubtful = word("映画", { meaning: "film", verdict: "unchecked", ...change });
    using page = await renderPage(<CardView answerCard={made({ words: [doubtful] })} isRunning={false} />);
    await page.user.click(screen.getByRole("button", { name }));
    expect(rowSaying("Not in any dictionary")?.textContent).toContain(why);
    expect(screen.getByText("1 uncertain reading")).toBeTruthy();
  });

  test("names the learner's own reading when the dictionary contradicts it", async () => {
    await using _server = await openPageApp();
    const both = "映画(えか)を見た";
    const written = buildWord("映画(えか)", {
      reading: "えいが",
      candidates: ["えいが"],
      claim: "えか",
      claimBy: "learner",
      verdict: "conflict",
    });
    using _page = await renderPage(<CardView answerCard={made({ text: both, words: [written] })} isRunning={false} />);
    expect(rowSaying("The brackets say えか; the dictionary reads えいが.")).not.toBeNull();
    const sentence = document.querySelector("[data-living]")!;
    expect(sentence.querySelector("[hidden]")?.textContent).toBe("(えか)");
    expect(sentence.textContent?.replace("(えか)", "")).toBe("映画えいがを見た");
    expect(row("映画")?.querySelector("th")?.textContent).toBe("映画");
  });
});

describe("a card that the model explains", () => {
  const bare: Partial<Card> = { words: [{ ...film, meaning: "" }], translation: "", note: "" };

  test("shows the engine's words and readings, and placeholders for the rest", async () => {
    await using _server = await openPageApp();
    using _page = await renderPage(<CardView answerCard={made(bare, "asked")} isRunning />);
    expect(row("映画")?.textContent).toContain("えいが");
    expect(within(row("映画") ?? document.body).getByText("Loading the meaning…")).toBeTruthy();
    expect(screen.getByText("Translating…")).toBeTruthy();
    expect(screen.getByText("Writing a note…")).toBeTruthy();
    expect(screen.queryByText(/without a meaning|No translation/)).toBeNull();
  });

  test("shows the dictionary's meaning until the model's arrives, and says where it is from", async () => {
    await using _server = await openPageApp();
    const looked = { ...film, meaning: "", dictionaryMeanings: ["movie", "film"] };
    using _page = await renderPage(<CardView answerCard={made({ words: [looked] }, "asked")} isRunning />);
    expect(screen.getByText("movie; film").parentElement?.title).toBe("from the dictionary");
    expect(screen.queryByText("Loading the meaning…")).toBeNull();
  });

  test("shows the model's meaning beside the dictionary's when they share nothing", async () => {
    await using _server = await openPageApp();
    const both: Word = { ...film, meaning: "tea", isMeaningBeside: true, dictionaryMeanings: ["movie", "film"] };
    using _page = await renderPage(<CardView answerCard={made({ words: [both] })} isRunning={false} />);
    expect(row("映画")?.textContent).toContain("Dictionary: movie; filmModel: tea");
  });

  test("puts the meaning of an expression above its words", async () => {
    await using _server = await openPageApp();
    const joins = [{ start: 3, end: 10, meaning: "went to see" }];
    const words = made().card.words.map((each) => (each.start >= 3 ? { ...each, meaning: "" } : each));
    using _page = await renderPage(<CardView answerCard={made({ words, joins })} isRunning={false} />);
    const head = screen.getByRole("rowheader", { name: "見に行きました" });
    expect(head.getAttribute("scope")).toBe("rowgroup");
    const group = head.closest("tbody");
    expect([...(group?.querySelectorAll("th[scope=row]") ?? [])].map((each) => each.firstChild?.textContent)).toEqual([
      "見に",
      "行きました",
    ]);
    expect(head.closest("tr")?.textContent).toContain("went to see");
    expect(screen.getByText("All words explained")).toBeTruthy();
  });
});

describe("a card that lacks something", () => {
  const lacking: Partial<Card> = {
    translation: "",
    words: made().card.words.map((each) => (each.surface === "を" ? each : { ...each, meaning: "" })),
  };

  test.each(["closed", "asked"] as const)(
    "names what is missing and offers Fill in when it is %s and nothing runs",
    async (state) => {
      await using _server = await openPageApp();
      const filled: string[] = [];
      using page = await renderPage(
        <CardView answerCard={made(lacking, state)} isRunning={false} onFillIn={(id) => filled.push(id)} />,
      );
      expect(screen.getByText("No translation")).toBeTruthy();
      expect(screen.getByText("3 words without a meaning in this sentence")).toBeTruthy();
      expect(screen.queryByText("All words explained")).toBeNull();
      expect(screen.queryByText("Loading the meaning…")).toBeNull();
      await page.user.click(screen.getByRole("button", { name: "Fill in" }));
      expect(filled).toEqual(["g#0"]);
    },
  );

  test("offers Explain and names nothing as missing when the model was not asked", async () => {
    await using _server = await openPageApp();
    const asked: string[] = [];
    using page = await renderPage(
      <CardView answerCard={made(lacking, "words")} isRunning={false} onFillIn={(id) => asked.push(id)} />,
    );
    expect(screen.queryByText(/No translation|without a meaning|All words explained/)).toBeNull();
    await page.user.click(screen.getByRole("button", { name: "Explain" }));
    expect(asked).toEqual(["g#0"]);
  });

  test("offers nothing to press when nobody can be asked", async () => {
    await using _server = await openPageApp();
    using _page = await renderPage(<CardView answerCard={made(lacking)} isRunning={false} />);
    expect(
      screen
        .getAllByRole("button")
        .map((button) => button.getAttribute("aria-label") ?? button.textContent)
        .filter((name) => !name?.startsWith("Save “")), // the engine's words can always be saved
    ).toEqual(["Hear it", "Hear it slowly", "Save sentence", "Copy the card", "More ways to copy"]);
  });

  test("does not call a card settled when only its translation is missing", async () => {
    await using _server = await openPageApp();
    using _page = await renderPage(<CardView answerCard={made({ translation: "" })} isRunning={false} />);
    expect(screen.getByText("No translation")).toBeTruthy();
    expect(screen.queryByText("All words explained")).toBeNull();
  });

  test("says that nothing was checked when the dictionary gave no words", async () => {
    await using _server = await openPageApp();
    using _page = await renderPage(<CardView answerCard={made({ words: [] })} isRunning={false} />);
    expect(screen.getByText("Not checked: the dictionary isn't available")).toBeTruthy();
    expect(screen.queryByText("All words explained")).toBeNull();
  });

  test("says nothing about the dictionary while its words may still come", async () => {
    await using _server = await openPageApp();
    using _page = await renderPage(<CardView answerCard={made({ words: [] }, "words")} isRunning />);
    expect(screen.queryByText(/^Not checked/)).toBeNull();
  });
});

describe("a card whose explanation arrives", () => {
  const asked: Partial<Card> = {
    translation: "",
    note: "",
    words: made().card.words.map((each) => ({ ...each, meaning: "" })),
  };

  /** A card that becomes the next one of `steps` when the test says so. */
  async function showSteps(...steps: [AnswerCard, ...AnswerCard[]]) {
    function Steps() {
      const [index, setIndex] = useState(0);
      const answerCard = steps[index] ?? steps[0];
      return (
        <>
          <button type="button" onClick={() => setIndex(index + 1)}>
            next
          </button>
          <CardView
            answerCard={answerCard}
            isRunning={answerCard.state === "asked"}
            progress={<button type="button">Stop</button>}
            onFillIn={() => {}}
          />
        </>
      );
    }
    const page = await renderPage(<Steps />);
    // moves neither the pointer nor the focus
    const next = () => fireEvent.click(screen.getByRole("button", { name: "next" }));
    return { page, card: screen.getByRole("article"), next };
  }

  const went = { start: 3, end: 10, meaning: "went to see" };
  const head = () => screen.queryByRole("rowheader", { name: "見に行きました" });

  test("adds the row of an expression only when the pointer has left the card", async () => {
    await using _server = await openPageApp();
    const { page, card, next } = await showSteps(made(asked, "asked"), made({ ...asked, joins: [went] }, "asked"));
    using _page = page;
    fireEvent.pointerEnter(card);
    next();
    expect(head()).toBeNull();
    fireEvent.pointerLeave(card);
    expect(head()).not.toBeNull();
  });

  test("waits for the pointer to leave also when the model has finished", async () => {
    await using _server = await openPageApp();
    const { page, card, next } = await showSteps(made(asked, "asked"), made({ joins: [went] }));
    using _page = page;
    fireEvent.pointerEnter(card);
    next();
    expect(head()).toBeNull();
    fireEvent.pointerLeave(card);
    expect(head()).not.toBeNull();
  });

  test("explains a contradiction only when the focus has left the card", async () => {
    await using _server = await openPageApp();
    const claimed: Partial<Word> = { claim: "えいか", claimBy: "model", verdict: "conflict", candidates: ["えいが"] };
    const words = (asked.words ?? []).map((each) => (each.surface === "映画" ? { ...each, ...claimed } : each));
    const { page, card, next } = await showSteps(made(asked, "asked"), made({ ...asked, words }, "asked"));
    using _page = page;
    act(() => within(card).getByRole("button", { name: "Copy the card" }).focus());
    next();
    expect(row("映画")?.textContent).toContain("the dictionary disagrees");
    expect(rowSaying("The model reads")).toBeNull();
    act(() => screen.getByRole("button", { name: "next" }).focus());
    expect(rowSaying("The model reads")).not.toBeNull();
  });

  test("waits for nothing when the focused button is no longer there", async () => {
    await using _server = await openPageApp();
    const { page, next } = await showSteps(made(asked, "asked"), made({ joins: [went] }));
    using _page = page;
    act(() => screen.getByRole("button", { name: "Stop" }).focus());
    next();
    expect(screen.queryByRole("button", { name: "Stop" })).toBeNull();
    expect(head()).not.toBeNull();
  });

  test("shows a meaning at once, also while the pointer is in the card", async () => {
    await using _server = await openPageApp();
    const { page, card, next } = await showSteps(
      made(asked, "asked"),
      made({ ...asked, words: [film, ...(asked.words ?? []).slice(1)] }, "asked"),
    );
    using _page = page;
    fireEvent.pointerEnter(card);
    next();
    expect(row("映画")?.textContent).toContain("film");
  });

  test("keeps the text in its element, so that its place stays", async () => {
    await using _server = await openPageApp();
    const { page, next } = await showSteps(
      made(asked, "asked"),
      made({ ...asked, words: [film, ...(asked.words ?? []).slice(1)] }, "asked"),
    );
    using _page = page;
    const place = () => row("映画")?.querySelector("[data-arrives]");
    const before = place();
    next();
    expect(before).toBeTruthy();
    expect(place()).toBe(before);
  });

  test("renders only the row whose word has changed", async () => {
    await using _server = await openPageApp();
    let reads = 0;
    // only a row reads the inflection
    const watched = (each: Word): Word => Object.defineProperty({ ...each }, "inflection", { get: () => void reads++ });
    const words = (asked.words ?? []).map(watched);
    const { page, next } = await showSteps(
      made({ ...asked, words }, "asked"),
      made({ ...asked, words: [film, ...words.slice(1)] }, "asked"),
    );
    using _page = page;
    expect(reads).toBeGreaterThan(0);
    reads = 0;
    next();
    expect(row("映画")?.textContent).toContain("film");
    expect(reads).toBe(0);
  });

  test("keeps the focus in the card when Fill in is pressed", async () => {
    await using _server = await openPageApp();
    const { page, card, next } = await showSteps(made(asked), made(asked, "asked"));
    using _page = page;
    await page.user.click(screen.getByRole("button", { name: "Fill in" }));
    next();
    expect(screen.getByText("Translating…")).toBeTruthy();
    expect(document.activeElement).toBe(card);
  });
});

test("shows a model's text as text, never as markup", async () => {
  await using _server = await openPageApp();
  const hostile = '<img src="http://canary.example/" onerror="window.__pwned = 1">';
  using _page = await renderPage(
    <CardView
      answerCard={made({ translation: hostile, note: hostile, words: [{ ...film, meaning: hostile }] })}
      isRunning={false}
    />,
  );
  expect(document.querySelector("article img")).toBeNull();
  expect(screen.getAllByText(hostile).length).toBeGreaterThanOrEqual(2);
});
