import { expect, test } from "bun:test";
import { buildContext, estimateTokens, type Turn } from "./build-context.ts";

const user = (content: string): Turn => ({ role: "user", content, pictures: [] });
const tutor = (content: string): Turn => ({ role: "assistant", content, pictures: [] });
const contents = (turns: Turn[]) => turns.map(({ content }) => content);

test("what fits is kept whole, the oldest goes first, and a conversation begins with its learner", () => {
  const turns = [
    user("一".repeat(100)),
    tutor("二".repeat(100)),
    user("三".repeat(100)),
    tutor("四".repeat(100)),
    user("五"),
  ];
  expect(buildContext(turns, 10_000)).toEqual(turns);
  expect(contents(buildContext(turns, 350)).map((text) => text[0])).toEqual(["三", "四", "五"]);
  expect(contents(buildContext(turns, 120)).map((text) => text[0])).toEqual(["五"]);
});

test("the newest message is always there, however long", () => {
  expect(contents(buildContext([user("a"), tutor("b"), user("長".repeat(9_000))], 100))).toEqual(["長".repeat(9_000)]);
});

test("a message that was never answered is left out, unless it is the newest", () => {
  const turns = [user("failed"), tutor(""), user("asked"), tutor("answered"), user("now")];
  expect(contents(buildContext(turns, 10_000))).toEqual(["asked", "answered", "now"]);
});

test("tokens are estimated on the safe side", () => {
  expect(estimateTokens(user("日本に行きたいです。"))).toBeGreaterThanOrEqual(10);
  expect(estimateTokens(user("I would like to go to Japan."))).toBeGreaterThanOrEqual(7);
  const picture = { id: "p", mediaType: "image/jpeg", width: 1, height: 1 };
  expect(estimateTokens({ content: "", pictures: [picture] })).toBeGreaterThanOrEqual(768);
});
