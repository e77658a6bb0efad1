import { expect, test } from "bun:test";
import { buildContext, type Turn } from "./build-context.ts";

const picture = { id: "p", mediaType: "image/jpeg", width: 1, height: 1 };
const user = (content: string, pictures: Turn["pictures"] = []): Turn => ({ role: "user", content, pictures });
const tutor = (content: string): Turn => ({ role: "assistant", content, pictures: [] });
const fit = (turns: Turn[], room: number) => buildContext(turns, room, () => 256);
const firsts = (turns: Turn[], room: number) => fit(turns, room).turns.map(({ content }) => content[0]);

test("keeps everything that fits, drops the oldest turns first, and starts with a user turn", () => {
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

test("always keeps the newest message with its pictures, whatever its length", () => {
  const last = user("長".repeat(9_000), [picture]);
  expect(fit([user("a"), tutor("b"), last], 100).turns).toEqual([last]);
});

test("leaves out an unanswered message unless it is the newest", () => {
  const turns = [user("failed"), tutor(""), user("asked"), tutor("answered"), user("now")];
  expect(fit(turns, 10_000).turns.map(({ content }) => content)).toEqual(["asked", "answered", "now"]);
});

test("drops the pictures of old turns before it drops a turn (40)", () => {
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

test("sends no old pictures to a model without vision, and the newest message unchanged (44)", () => {
  const turns = [user("古い", [picture]), tutor("答え"), user("今", [picture])];
  const blind = buildContext(turns, 10_000, () => 256, true);
  expect(blind).toMatchObject({ leftOutTurns: 0, leftOutPictures: 1 });
  expect(blind.turns.map(({ pictures }) => pictures.length)).toEqual([0, 0, 1]);
});

test("reports the exact number of tokens that the kept turns need", () => {
  const turns = [user("日本に行きたいです。", [picture]), tutor("いいですね。"), user("はい")];
  const { tokens } = fit(turns, 10_000);
  expect(tokens).toBeGreaterThanOrEqual(256 + 10 + 6 + 2);
  expect(fit(turns, tokens)).toMatchObject({ leftOutPictures: 0, tokens });
  expect(fit(turns, tokens - 1).leftOutPictures).toBe(1);
});
