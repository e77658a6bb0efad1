import { describe, expect, test } from "bun:test";
import { waitFor } from "@testing-library/react";
import { createDrafts, newDraft } from "./drafts.ts";

const picture = { id: "p", dataUrl: "data:image/png;base64,AAAA" };

/** A browser's two stores, which outlive a page. */
function playBrowser() {
  const images = new Map<string, unknown>();
  localStorage.clear();
  return {
    images,
    openPage: () =>
      createDrafts(localStorage, {
        get: (key) => Promise.resolve(images.get(key)),
        set: (key, value) => Promise.resolve(void images.set(key, value)),
        del: (key) => Promise.resolve(void images.delete(key)),
      }),
  };
}

/** The stores answer in microtasks, so all work that waits for them is done by the next turn of the event loop. */
const settled = () => new Promise(setImmediate);

describe("a draft", () => {
  test("is restored after a reload, with its pictures", async () => {
    const browser = playBrowser();
    const before = browser.openPage();
    before.write("c", { text: "日本に" });
    before.write("c", { images: [picture] });
    before.save(); // the page closes
    const after = browser.openPage();
    after.read("c");
    await settled();
    expect(after.read("c")).toEqual({ text: "日本に", images: [picture] });
  });

  test.each([
    ["not JSON", "", undefined],
    ["null", "", undefined],
    ['"text"', "", undefined],
    ["[]", "", undefined],
    ['{"text":5}', "", undefined],
    ['{"draft":"日本"}', "", undefined],
    ['{"text":"日本"}', "日本", undefined],
    ['{"text":"日本","sent":true}', "日本", undefined],
    ['{"text":"日本","sent":{"key":"1","images":0}}', "日本", undefined],
    ['{"text":"日本","sent":{"key":"0b0e1bd4-5a4e-4b3e-9b7f-5f0c7d2f9a10"}}', "日本", undefined],
    [
      '{"text":"日本","sent":{"key":"0b0e1bd4-5a4e-4b3e-9b7f-5f0c7d2f9a10","images":0},"verb":"explain"}',
      "日本",
      "0b0e1bd4",
    ],
  ])("as %s, which another version stored, keeps the text that can be read", (stored, text, key) => {
    const browser = playBrowser();
    localStorage.setItem("blossom.draft.c", stored);
    const draft = browser.openPage().read("c");
    expect(draft.text).toBe(text);
    expect("key" in draft ? draft.key.slice(0, 8) : undefined).toBe(key);
  });

  test.each([
    [undefined, []],
    ["text", []],
    [{ p: picture }, []],
    [[picture.dataUrl, null, { id: 1, dataUrl: picture.dataUrl }, { id: "q", dataUrl: "https://a.example/b.png" }], []],
    [[null, picture], [picture]],
  ])("with pictures %j, which another version stored, keeps those that can be shown", async (stored, shown) => {
    const browser = playBrowser();
    browser.images.set("draft-images:c", stored);
    const page = browser.openPage();
    page.read("c");
    await settled();
    expect(page.read("c").images).toEqual(shown);
  });

  test("is saved by itself soon after typing", async () => {
    const browser = playBrowser();
    browser.openPage().write("c", { text: "a" });
    await waitFor(() => expect(browser.openPage().read("c").text).toBe("a"));
  });

  test("belongs to its conversation", () => {
    const drafts = playBrowser().openPage();
    drafts.write("one", { text: "1" });
    drafts.write(newDraft, { text: "new" });
    expect(drafts.read("two").text).toBe("");
    expect(drafts.read("one").text).toBe("1");
  });

  test("leaves nothing in the browser when it was emptied", async () => {
    const browser = playBrowser();
    const drafts = browser.openPage();
    drafts.write("c", { text: "a", images: [picture] });
    drafts.save();
    drafts.write("c", { text: "", images: [] });
    drafts.save();
    await settled();
    expect(localStorage).toHaveLength(0);
    expect(browser.images.size).toBe(0);
  });

  test.each(["{", '{"text":3,"key":"x"}', "null"])("is empty when the saved one is damaged: %s", (saved) => {
    const browser = playBrowser();
    localStorage.setItem("blossom.draft.c", saved);
    expect(browser.openPage().read("c")).toMatchObject({ text: "", images: [] });
  });

  test("survives in memory when the browser stores nothing", async () => {
    const refuse = () => {
      throw new Error("no room");
    };
    const drafts = createDrafts(
      {
        getItem: () => null,
        setItem: refuse,
        removeItem: refuse,
        clear: refuse,
        key: () => null,
        length: 0,
      },
      { get: refuse, set: refuse, del: refuse },
    );
    drafts.write("c", { text: "a", images: [picture] });
    drafts.save();
    await settled();
    expect(drafts.read("c")).toMatchObject({ text: "a", images: [picture] });
  });
});

describe("a draft that is being sent", () => {
  test("leaves the field, and stays in the browser until the server has it", async () => {
    const browser = playBrowser();
    const drafts = browser.openPage();
    drafts.write(newDraft, { text: "昨日", images: [picture] });
    const sent = drafts.take(newDraft);
    expect(sent).toMatchObject({ text: "昨日", images: [picture] });
    expect(drafts.read(newDraft)).toMatchObject({ text: "", images: [] });

    const reloaded = browser.openPage();
    reloaded.read(newDraft);
    await settled();
    expect(reloaded.take(newDraft)).toEqual(sent); // with the same key: sending it again makes no second message

    drafts.accepted(newDraft, "c");
    await settled();
    expect(localStorage).toHaveLength(0);
    expect(browser.images.size).toBe(0);
  });

  test("comes back unchanged when it could not be sent, and is the same message when it is sent again", () => {
    const drafts = playBrowser().openPage();
    drafts.write("c", { text: "昨日", images: [picture] });
    const sent = drafts.take("c");
    drafts.giveBack("c", sent);
    expect(drafts.read("c")).toMatchObject({ text: "昨日", images: [picture] });
    expect(drafts.take("c")).toEqual(sent);
  });

  test.each([
    ["its text", { text: "昨日は" }],
    ["its pictures", { images: [picture] }],
  ])("that came back is another message when %s changed", (_, change) => {
    const drafts = playBrowser().openPage();
    drafts.write("c", { text: "昨日" });
    const sent = drafts.take("c");
    drafts.giveBack("c", sent);
    drafts.write("c", change);
    expect(drafts.take("c").key).not.toBe(sent.key);
  });

  test("comes back before the text typed meanwhile, as another message", () => {
    const browser = playBrowser();
    const drafts = browser.openPage();
    drafts.write("c", { text: "one" });
    const sent = drafts.take("c");
    drafts.write("c", { text: "two" });
    drafts.giveBack("c", sent);
    expect(drafts.read("c").text).toBe("one\ntwo");
    expect(browser.openPage().read("c").text).toBe("one\ntwo");
    expect(drafts.take("c").key).not.toBe(sent.key);
  });

  test("is two messages when two tabs send it, whatever each of them wrote", () => {
    const browser = playBrowser();
    const first = browser.openPage();
    first.write("c", { text: "昨日" });
    first.save();
    const second = browser.openPage();
    second.write("c", { text: "昨日は" });
    second.write("c", { text: "昨日" });
    expect(first.take("c").key).not.toBe(second.take("c").key);
  });

  test("is another message when the browser has lost its pictures", async () => {
    const browser = playBrowser();
    const drafts = browser.openPage();
    drafts.write("c", { text: "これ", images: [picture] });
    const sent = drafts.take("c");
    browser.images.clear();
    const reloaded = browser.openPage();
    reloaded.read("c");
    await settled();
    const again = reloaded.take("c");
    expect(again).toMatchObject({ text: "これ", images: [] });
    expect(again.key).not.toBe(sent.key);
  });

  test("makes room for the next draft, which moves to the new conversation", () => {
    const browser = playBrowser();
    const drafts = browser.openPage();
    drafts.write(newDraft, { text: "one" });
    drafts.take(newDraft);
    drafts.write(newDraft, { text: "two" });
    drafts.accepted(newDraft, "c");
    expect(drafts.read("c").text).toBe("two");
    expect(drafts.read(newDraft).text).toBe("");
    expect(browser.openPage().read("c").text).toBe("two");
    expect(browser.openPage().read(newDraft).text).toBe("");
  });
});
