import { expect, test } from "bun:test";
import { isShortcut, isSingleKey, type ShortcutName, shortcutGroups, shortcuts } from "./shortcuts.ts";

const pressed = { code: "", key: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each<[string, Partial<typeof pressed>, ShortcutName, boolean]>([
  ["J", { code: "KeyJ", key: "j" }, "nextSentence", true],
  ["the same key on a Korean layout", { code: "KeyJ", key: "ㅓ" }, "nextSentence", true],
  ["the letter J of a Dvorak layout, which is another key", { code: "KeyC", key: "j" }, "nextSentence", false],
  ["Shift and J", { code: "KeyJ", key: "J", shiftKey: true }, "nextSentence", false],
  ["Ctrl and C, which copies a selection", { code: "KeyC", key: "c", ctrlKey: true }, "copy", false],
  ["? with Shift", { code: "Slash", key: "?", shiftKey: true }, "help", true],
  ["? of a German layout", { code: "Minus", key: "?", shiftKey: true }, "help", true],
  ["Ctrl, Shift and O", { code: "KeyO", key: "O", ctrlKey: true, shiftKey: true }, "newChat", true],
  ["Command, Shift and O", { code: "KeyO", key: "o", metaKey: true, shiftKey: true }, "newChat", true],
  ["Ctrl and O, which opens a file", { code: "KeyO", key: "o", ctrlKey: true }, "newChat", false],
  ["Alt and J", { code: "KeyJ", key: "j", altKey: true }, "nextSentence", false],
  ["a row that only stands in the dialog", { code: "Enter", key: "Enter" }, "send", false],
])("compares with the shortcut: %s", (_, keys, name, expected) => {
  expect(isShortcut(name, { ...pressed, ...keys })).toBe(expected);
});

test("gives no two shortcuts of one page the same keys", () => {
  for (const otherPage of ["video", "review"] as const) {
    const here = Object.entries(shortcuts).filter(([name]) => !(name in shortcutGroups[otherPage]));
    const handled = here.map(([, shortcut]) => shortcut).filter(({ code, key }) => code ?? key);
    const keys = handled.map((shortcut) => JSON.stringify({ ...shortcut, shown: null }));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  }
  const names = Object.values(shortcutGroups).flatMap((group) => Object.keys(group));
  expect(new Set(names).size).toBe(names.length);
});

test("lets the learner turn off every key that also writes a letter", () => {
  expect((["nextDoubt", "copy", "help"] as const).every(isSingleKey)).toBe(true);
  expect((["newChat", "search"] as const).some(isSingleKey)).toBe(false);
});
