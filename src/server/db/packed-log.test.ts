import { expect, test } from "bun:test";
import fc from "fast-check";
import { packLog, unpackLog } from "./packed-log.ts";

const textEvent = (text: string) => JSON.stringify({ type: "text", text });
const inBytes = (text: string) => Buffer.byteLength(text);

test("gives back any log byte for byte, however its text is divided", () => {
  const piece = fc.string({ unit: "binary" }).map(textEvent);
  const other = fc.oneof(fc.json(), fc.string({ unit: "binary" }), fc.constant('{"type":"text","text":7}'));
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, other)), fc.string({ unit: "binary" }), (events, text) => {
      const whole = events.map((event) => (isText(event) ? (JSON.parse(event) as { text: string }).text : "")).join("");
      for (const stored of [whole, text, ""])
        expect(unpackLog("g", packLog("g", events, stored), stored)).toEqual(events);
    }),
  );
});

const isText = (event: string) => event.startsWith('{"type":"text","text":"');

test.each([
  ["a surrogate pair between two pieces", ["🐈".slice(0, 1), "🐈".slice(1)], "🐈"],
  ["half a pair at the end", ["は", "🐈".slice(0, 1)], `は${"🐈".slice(0, 1)}`],
  ["pieces without text", ["", "は", ""], "は"],
  ["text that a discard takes back", ["Okay. ", "はい"], "はい"],
])("gives back %s", (_, pieces, text) => {
  const events = pieces.map(textEvent);
  expect(unpackLog("g", packLog("g", events, text), text)).toEqual(events);
});

test("holds the length of a piece and not the piece", () => {
  const text = Array.from({ length: 400 }, (_, index) => `${Math.sin(index)}は`).join("");
  const pieces = text.match(/.{1,4}/gsu) ?? [];
  const log = packLog("g", pieces.map(textEvent), text);
  expect(log.length).toBeLessThan(inBytes(text) / 50);
  expect(Buffer.from(log).includes(text.slice(0, 20))).toBe(false);
});
