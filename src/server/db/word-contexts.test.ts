import { expect, test } from "bun:test";
import { plansOf } from "#test/plans-of.ts";
import { openDatabase } from "./open.ts";
import { addMediaOfMoment, mediaOfLine } from "./word-contexts.ts";

test("finds the contexts of a line or a moment without reading all contexts", () => {
  using db = openDatabase(":memory:");
  const plans = plansOf(db, () => {
    mediaOfLine(db, "youtube-1@2.5");
    addMediaOfMoment(db, "moment", { frameId: "frame" });
    addMediaOfMoment(db, "moment", { soundId: "sound", soundType: "audio/webm", soundBytes: 1 });
  });
  const ofContexts = plans.filter((plan) => plan.includes(" word_contexts"));
  expect(ofContexts).toHaveLength(4);
  for (const plan of ofContexts) expect(plan).toStartWith("SEARCH word_contexts USING INDEX word_contexts_by_moment");
});
