import { expect, test } from "bun:test";
import { watchCards } from "#shared/breakdown/watch-cards.ts";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import type { Analyser } from "#server/languages/types.ts";
import { checkCards } from "./check-cards.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** An analyser that answers on demand and records its questions. */
function openAnalyser({ isHeld = false } = {}) {
  const asked: string[] = [];
  const gate = Promise.withResolvers<void>();
  let atOnce = 0;
  let mostAtOnce = 0;
  const reply = async <Result>(question: string, result: Result): Promise<Result> => {
    asked.push(question);
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    await (isHeld ? gate.promise : turn());
    atOnce--;
    return result;
  };
  const analyser: Analyser = {
    analyse: (text) => reply(text, []),
    check: (text, _, { start, end }) =>
      reply(`${text} ${start}-${end}`, { verdict: "agrees", state: "none" as const, candidates: [] }),
    reload() {},
    engine: () => "1",
    close() {},
  };
  return { analyser, asked, gate, mostAtOnce: () => mostAtOnce };
}

/** Runs the analyser on a growing answer, as a log does: `read` adds text, `finish` ends it. */
function check(analyser: Analyser) {
  const events: GenerationEvent[] = [];
  const stop = new AbortController();
  const checker = checkCards(analyser, "ja", null)((event) => events.push(event), stop.signal);
  let answer = emptyAnswer("ja");
  const apply = (event: GenerationEvent) => {
    const before = answer;
    answer = applyGenerationEvent(before, event);
    checker.onNews(watchCards(before, answer));
  };
  return {
    stop,
    events,
    read: (text: string) => apply({ type: "text", text }),
    finish: () => apply({ type: "written" }),
    done: checker.done,
    ofType: (type: GenerationEvent["type"]) => events.filter((event) => event.type === type),
  };
}

const cardOf = (text: string, rows: string[]) => `:::card\ntext: ${text}\n${rows.join("\n")}\n:::\n`;
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `猫${index}`);

test("asks one question at a time, the sentence before its readings", async () => {
  const { analyser, asked, mostAtOnce } = openAnalyser();
  const answer = check(analyser);
  answer.read(cardOf("猫犬", ["猫 | ねこ", "犬 | いぬ"]));
  answer.finish();
  await answer.done();
  expect(asked).toEqual(["猫犬", "猫犬 0-1", "猫犬 1-2"]);
  expect([answer.ofType("analysis").length, answer.ofType("verdict").length]).toEqual([1, 2]);
  expect(mostAtOnce()).toBe(1);
});

test("asks and adds nothing more after Stop", async () => {
  const { analyser, asked, gate } = openAnalyser({ isHeld: true });
  const answer = check(analyser);
  answer.read(cardOf("猫犬", ["猫 | ねこ", "犬 | いぬ"]));
  await turn();
  answer.stop.abort();
  answer.finish();
  gate.resolve();
  await answer.done();
  expect(asked).toEqual(["猫犬"]);
  expect(answer.events).toEqual([]);
});

test("asks for at most 500 readings in one answer", async () => {
  const { analyser, asked } = openAnalyser();
  const answer = check(analyser);
  for (const part of ["甲", "乙"]) {
    const words = numbered(300).map((word) => word + part);
    answer.read(
      cardOf(
        words.join(""),
        words.map((word) => `${word} | ねこ`),
      ),
    );
  }
  answer.finish();
  await answer.done();
  expect(asked).toHaveLength(2 + 500);
});

test("asks for at most 500 sentences in one answer", async () => {
  const { analyser, asked } = openAnalyser();
  const answer = check(analyser);
  answer.read(
    numbered(1000)
      .map((text) => cardOf(text, []))
      .join(""),
  );
  answer.finish();
  await answer.done();
  expect(asked).toHaveLength(500);
});

test("leaves a text of more than 2,000 units and its readings unchecked", async () => {
  const { analyser, asked } = openAnalyser();
  const answer = check(analyser);
  answer.read(cardOf("猫".repeat(2001), ["猫 | ねこ"]) + cardOf("犬".repeat(2000), ["犬 | いぬ"]));
  answer.finish();
  await answer.done();
  expect(asked.map((question) => question.slice(0, 1))).toEqual(["犬", "犬"]);
});

test.each([
  ["its rows", ":::card\n", "猫 | ねこ\n", ["猫".repeat(50)]],
  ["its lines", ":::card\ntext: 犬\n", "猫\n", ["犬", `犬${"\n猫".repeat(50)}`]],
])("analyses a text that grows with %s only once, when it is complete", async (_, start, line, expected) => {
  const { analyser, asked } = openAnalyser();
  const answer = check(analyser);
  answer.read(start);
  for (let count = 0; count < 50; count++) answer.read(line);
  answer.read(":::\n");
  answer.finish();
  await answer.done();
  expect(asked.filter((question) => !/ \d+-\d+$/.test(question))).toEqual(expected);
});

test("asks once for a sentence that is in two cards, and gives both cards its words", async () => {
  const { analyser, asked } = openAnalyser();
  const answer = check(analyser);
  answer.read(cardOf("猫", []) + cardOf("猫", []));
  await answer.done();
  expect(asked).toEqual(["猫"]);
  expect(answer.ofType("analysis")).toMatchObject([{ cardId: "#1" }, { cardId: "#2" }]);
});
