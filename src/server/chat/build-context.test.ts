import { expect, test } from "bun:test";
import { buildContext, type Turn } from "./build-context.ts";

const picture = { id: "p", mediaType: "image/jpeg", width: 1, height: 1 };
const user = (content: string, pictures: Turn["pictures"] = []): Turn => ({ role: "user", content, pictures });
const tutor = (content: string): Turn => ({ role: "assistant", content, pictures: [] });
const fit = (turns: Turn[], room: number) => buildContext(turns, room, () => 256);
const firsts = (turns: Turn[], room: number) => fit(turns, room).turns.map(({ content }) => content[0]);

test("what fits is kept whole, the oldest goes first, and a conversation begins with its learner", () => {
  const turns = [
    user("一".repeat(100)),
    tutor("二".repeat(100)),
    user("三".repeat(100)),
    tutor("四".repeat(100)),
    user("五"),
  ];
  expect(fit(turns, 10_000)).toMatchObject({ turns, leftOutTurns: 0, leftOutPictures: 0 });
  expect(firsts(turns, 350)).toEqual(["三", "四", "五"]);
  expect(firsts(turns, 120)).toEqual(["五"]);
  expect(fit(turns, 120).leftOutTurns).toBe(2);
});

test("the newest message is always there, however long, with its pictures", () => {
  const last = user("長".repeat(9_000), [picture]);
  expect(fit([user("a"), tutor("b"), last], 100).turns).toEqual([last]);
});

test("a message that was never answered is left out, unless it is the newest", () => {
  const turns = [user("failed"), tutor(""), user("asked"), tutor("answered"), user("now")];
  expect(fit(turns, 10_000).turns.map(({ content }) => content)).toEqual(["asked", "answered", "now"]);
});

test("40. the pictures of old turns go before any turn goes", () => {
  const turns = [
    user("古い", [picture]),
    tutor("答え"),
    user("次", [picture, picture]),
    tutor("答え"),
    user("今", [picture]),
  ];
  expect(fit(turns, 2_000).leftOutPictures).toBe(0);
  const one = fit(turns, 850);
  expect(one).toMatchObject({ leftOutTurns: 0, leftOutPictures: 1 });
  expect(one.turns[0]?.content).toContain("left out");
  expect(fit(turns, 400)).toMatchObject({ leftOutTurns: 0, leftOutPictures: 3 });
  expect(fit(turns, 400).turns.at(-1)?.pictures).toEqual([picture]);
});

test("44. a model that sees nothing is sent no old pictures, and the newest message as it is", () => {
  const turns = [user("古い", [picture]), tutor("答え"), user("今", [picture])];
  const blind = buildContext(turns, 10_000, () => 256, true);
  expect(blind).toMatchObject({ leftOutTurns: 0, leftOutPictures: 1 });
  expect(blind.turns.map(({ pictures }) => pictures.length)).toEqual([0, 0, 1]);
});

test("what is kept takes what it says", () => {
  const turns = [user("日本に行きたいです。", [picture]), tutor("いいですね。"), user("はい")];
  const { tokens } = fit(turns, 10_000);
  expect(tokens).toBeGreaterThanOrEqual(256 + 10 + 6 + 2);
  expect(fit(turns, tokens)).toMatchObject({ leftOutPictures: 0, tokens });
  expect(fit(turns, tokens - 1).leftOutPictures).toBe(1);
});
