import { afterEach, expect, test } from "bun:test";
import { holdPresses } from "./hold-presses.ts";

const root = document.createElement("div");
afterEach(() => root.remove());

/** A first frame whose code runs. `happened`: what its page hears once it listens. */
function open() {
  root.innerHTML = `<textarea></textarea><span role="button">猫が<ruby data-word="2">好<rt>す</rt></ruby>き。</span>`;
  document.body.append(root);
  const letHappen = holdPresses(root);
  const happened: string[] = [];
  const press = (key: string, more: KeyboardEventInit = {}) =>
    root
      .querySelector("textarea")!
      .dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  return {
    press,
    takeOver() {
      const note = (event: Event) => happened.push(`${event.type} ${(event.target as Element).tagName}`);
      root.addEventListener("keydown", note);
      root.addEventListener("click", note);
      letHappen();
      root.removeEventListener("keydown", note);
      root.removeEventListener("click", note);
      return happened;
    },
  };
}

test("the Enter key is held until the page listens, and begins no line", () => {
  const page = open();
  expect(page.press("Enter")).toBe(false);
  expect(page.takeOver()).toEqual(["keydown TEXTAREA"]);
});

test("keys of an input method stay with it, also when it reports its Enter after the end of a composition", () => {
  const page = open();
  expect(page.press("Enter", { isComposing: true })).toBe(true);
  expect(page.press("Enter", { keyCode: 229 })).toBe(true);
  expect(page.press("Enter", { shiftKey: true })).toBe(true);
  expect(page.takeOver()).toEqual([]);
});

test("a press on a word of a sentence is held for the word, not for the sentence", () => {
  const page = open();
  root.querySelector("ruby")!.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(page.takeOver()).toEqual(["click RUBY"]);
});
