import { expect, test } from "bun:test";
import type { GenerationEvent } from "#shared/generation.ts";
import type { Analyser } from "#server/languages/types.ts";
import { consultAnalyser } from "./consult-analyser.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** An analyser that answers when it is told to, and writes down what it was asked. */
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
    check: (text, _, { start, end }) => reply(`${text} ${start}-${end}`, { verdict: "agrees", candidates: [] }),
    close() {},
  };
  return { analyser, asked, gate, mostAtOnce: () => mostAtOnce };
}

function consult(analyser: Analyser) {
  const events: GenerationEvent[] = [];
  const stop = new AbortController();
  const dictionary = consultAnalyser(analyser, "ja", (event) => events.push(event), stop.signal);
  const ofType = (type: GenerationEvent["type"]) => events.filter((event) => event.type === type);
  return { ...dictionary, stop, events, ofType };
}

const cardOf = (text: string, rows: string[]) => `:::card\ntext: ${text}\n${rows.join("\n")}\n:::\n`;
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `猫${index}`);

test("one question at a time, the sentence before its readings", async () => {
  const { analyser, asked, mostAtOnce } = openAnalyser();
  const answer = consult(analyser);
  answer.read(cardOf("猫犬", ["猫 | ねこ", "犬 | いぬ"]));
  answer.finish();
  await answer.done();
  expect(asked).toEqual(["猫犬", "猫犬 0-1", "猫犬 1-2"]);
  expect([answer.ofType("analysis").length, answer.ofType("verdict").length]).toEqual([1, 2]);
  expect(mostAtOnce()).toBe(1);
});

test("after Stop nothing more is asked or said, and nobody waits for what was asked", async () => {
  const { analyser, asked, gate } = openAnalyser({ isHeld: true });
  const answer = consult(analyser);
  answer.read(cardOf("猫犬", ["猫 | ねこ", "犬 | いぬ"]));
  await turn();
  answer.stop.abort();
  answer.finish();
  await answer.done(); // the analyser has not answered yet, and this ends
  gate.resolve();
  await turn();
  expect(asked).toEqual(["猫犬"]);
  expect(answer.events).toEqual([]);
});

test("a card without end is asked for up to 500 readings, all of its answer together", async () => {
  const { analyser, asked } = openAnalyser();
  const answer = consult(analyser);
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

test("neither are a thousand sentences asked for", async () => {
  const { analyser, asked } = openAnalyser();
  const answer = consult(analyser);
  answer.read(
    numbered(1000)
      .map((text) => cardOf(text, []))
      .join(""),
  );
  answer.finish();
  await answer.done();
  expect(asked).toHaveLength(500);
});

test("a text of over 2,000 units is not analysed, and its readings stay unchecked", async () => {
  const { analyser, asked } = openAnalyser();
  const answer = consult(analyser);
  answer.read(cardOf("猫".repeat(2001), ["猫 | ねこ"]) + cardOf("犬".repeat(2000), ["犬 | いぬ"]));
  answer.finish();
  await answer.done();
  expect(asked.map((question) => question.slice(0, 1))).toEqual(["犬", "犬"]);
});

test.each([
  ["its rows", ":::card\n", "猫 | ねこ\n", ["猫".repeat(50)]],
  ["its lines", ":::card\ntext: 犬\n", "猫\n", ["犬", `犬${"\n猫".repeat(50)}`]],
])("a text that grows with %s is analysed when it is whole, not with each", async (_, start, line, expected) => {
  const { analyser } = openAnalyser();
  const answer = consult(analyser);
  answer.read(start);
  for (let count = 0; count < 50; count++) answer.read(line);
  answer.read(":::\n");
  answer.finish();
  await answer.done();
  expect(answer.ofType("analysis").map((event) => "text" in event && event.text)).toEqual(expected);
});
