import { describe, expect, test } from "bun:test";
import { render } from "@testing-library/react";
import { useComposition } from "./use-composition.ts";

type Step = [what: "start" | "end" | "key", at: number, more?: KeyboardEventInit];

/** Which keys are the learner's own. `at`: when the event happened; all are reported in one task, as on a page that was busy. */
function ownKeys(steps: Step[]): number[] {
  const own: number[] = [];
  function Field() {
    const { isComposing, ...handlers } = useComposition();
    return <input {...handlers} onKeyDown={(event) => isComposing(event) || own.push(event.nativeEvent.timeStamp)} />;
  }
  const { container, unmount } = render(<Field />);
  for (const [what, at, more] of steps) {
    const keys = { bubbles: true, key: "Enter", code: "Enter", keyCode: 13, ...more };
    const event = what === "key" ? new KeyboardEvent("keydown", keys) : new Event(`composition${what}`, keys);
    Object.defineProperty(event, "timeStamp", { value: at });
    container.firstChild?.dispatchEvent(event);
  }
  unmount();
  return own;
}
const composing = { isComposing: true, keyCode: 229 };

describe("Enter belongs to the input method", () => {
  test.each<[string, Step[], number[]]>([
    [
      "before the end, in Chrome's order",
      [
        ["key", 100, composing],
        ["end", 101],
      ],
      [],
    ],
    [
      "after the end, in Safari's order",
      [
        ["end", 101],
        ["key", 100],
      ],
      [],
    ],
    [
      "after the end, stamped when it is reported",
      [
        ["end", 100],
        ["key", 108],
      ],
      [],
    ],
    [
      "after the end, with the code of input methods",
      [
        ["end", 100],
        ["key", 100, { keyCode: 229 }],
      ],
      [],
    ],
  ])("%s", (_what, steps, own) => expect(ownKeys([["start", 10], ...steps])).toEqual(own));
});

describe("Enter is the learner's own", () => {
  test.each<[string, Step[], number[]]>([
    [
      "pressed after a key that ended the composition",
      [
        ["end", 100],
        ["key", 240],
      ],
      [240],
    ],
    [
      "pressed after the Enter that ended it, reported before it was drawn",
      [
        ["key", 100, composing],
        ["end", 300],
        ["key", 220],
      ],
      [220],
    ],
    [
      "pressed after an Enter that is reported by its place only",
      [
        ["key", 100, { ...composing, key: "Process" }],
        ["end", 300],
        ["key", 220],
      ],
      [220],
    ],
    [
      "the same key again: a Korean syllable ends without taking the Enter",
      [
        ["key", 100, composing],
        ["end", 101],
        ["key", 100],
      ],
      [100],
    ],
    [
      "pressed in Safari after the Enter that ended it",
      [
        ["end", 101],
        ["key", 100, { keyCode: 229 }],
        ["key", 250],
      ],
      [250],
    ],
  ])("%s", (_what, steps, own) => expect(ownKeys([["start", 10], ...steps])).toEqual(own));

  test("not affected by the Enter of an earlier composition", () => {
    expect(
      ownKeys([
        ["start", 0],
        ["key", 10, composing],
        ["end", 11],
        ["start", 50],
        ["end", 101],
        ["key", 100],
      ]),
    ).toEqual([]);
    // letters typed after the Enter of a part of the sentence
    expect(
      ownKeys([
        ["start", 0],
        ["key", 10, composing],
        ["key", 60, { ...composing, key: "k", code: "KeyK" }],
        ["end", 101],
        ["key", 100],
      ]),
    ).toEqual([]);
  });
});
