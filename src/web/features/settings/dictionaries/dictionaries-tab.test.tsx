import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { gzipSync, strToU8 } from "fflate";
import { startFileServer } from "#test/file-server.ts";
import { failure, openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { DictionariesTab } from "./dictionaries-tab.tsx";

const jmdict = gzipSync(
  strToU8(
    "<JMdict><entry><k_ele><keb>蜃気楼</keb></k_ele><r_ele><reb>しんきろう</reb></r_ele><sense><gloss>mirage</gloss></sense></entry></JMdict>",
  ),
);
const names = () => screen.getAllByRole("checkbox").map((box) => box.closest("label")?.querySelector("b")?.textContent);

test("shows the order of the dictionaries, and changes it", async () => {
  await using server = await openPageApp();
  using page = await renderPage(<DictionariesTab />);
  const [box] = await screen.findAllByRole<HTMLInputElement>("checkbox");
  const before = names();
  expect(before).toContain("Blossom starter dictionary, Japanese");
  await page.user.click(screen.getByRole("button", { name: `Move ${before[0]} down` }));
  await waitFor(() => expect(names()).toEqual([before[1], before[0], ...before.slice(2)]));
  const [firstUp] = screen.getAllByRole("button", { name: /^Move .* up$/ });
  expect(firstUp?.getAttribute("aria-disabled")).toBe("true");
  await page.user.click(firstUp!);
  await page.user.click(screen.getByRole("checkbox", { name: new RegExp(before[0]!) }));
  await waitFor(() =>
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: new RegExp(before[0]!) }).checked).toBe(false),
  );
  expect(box).toBeDefined();
  expect(server.requests.filter(({ route }) => route.startsWith("PATCH")).map(({ body }) => body)).toEqual([
    { position: 1 },
    { isEnabled: false },
  ]);
});

test("names Blossom's own dictionaries in the learner's words", async () => {
  await using _server = await openPageApp({ settings: { interfaceLanguage: "ja" } });
  using _page = await renderPage(<DictionariesTab />, { language: "ja" });
  await screen.findAllByRole("checkbox");
  expect(names()).toContain("Blossom入門辞書（日本語）");
});

test("keeps the keyboard's focus when a dictionary is moved to an end or switched off", async () => {
  await using _server = await openPageApp();
  using page = await renderPage(<DictionariesTab />);
  await screen.findAllByRole("checkbox");
  const [first, second] = names();
  const up = screen.getByRole("button", { name: `Move ${second} up` });
  up.focus();
  await page.user.keyboard("{Enter}");
  await waitFor(() => expect(names()).toEqual([second, first, ...names().slice(2)]));
  expect(up).toHaveProperty("disabled", false); // a browser takes the focus from what is disabled
  const box = screen.getByRole<HTMLInputElement>("checkbox", { name: new RegExp(second!) });
  box.focus();
  await page.user.keyboard(" ");
  expect(box.disabled).toBe(false);
  await waitFor(() => expect(box.checked).toBe(false));
});

test("installs JMdict by one press, after naming its host and licence; a failure says what to do, and a removal asks first", async () => {
  await using files = await startFileServer(jmdict);
  await using _server = await openPageApp({ jmdict: { url: files.url, atLeast: 1 } });
  using page = await renderPage(<DictionariesTab />);
  const { host } = new URL(files.url);
  expect(await screen.findByText(`About 11 MB, from ${host}`)).toBeDefined();
  expect(screen.getByText(/Licence: CC BY-SA 4.0, Electronic Dictionary/)).toBeDefined();

  files.breakAfter(20);
  await page.user.click(screen.getByRole("button", { name: "Install: JMdict" }));
  expect(await screen.findByText(new RegExp(`Couldn't download the whole file from ${host}`))).toBeDefined();
  await page.user.click(screen.getByRole("button", { name: "Try again: JMdict" }));
  const box = await screen.findByRole<HTMLInputElement>("checkbox", { name: /JMdict/ });
  expect(box.checked).toBe(true);
  expect(within(box.closest("li")!).getByText(/1 entry/)).toBeDefined();
  expect(await screen.findByRole("button", { name: "Update: JMdict" })).toBeDefined();

  await page.user.click(screen.getByRole("button", { name: "Remove JMdict" }));
  await page.user.click(screen.getByRole("button", { name: "Keep" }));
  expect(names()).toContain("JMdict");
  await page.user.click(screen.getByRole("button", { name: "Remove JMdict" }));
  await page.user.click(screen.getByRole("button", { name: "Remove JMdict" }));
  await waitFor(() => expect(names()).not.toContain("JMdict"));
});

test("imports a file that the learner picks, and says why one is no dictionary", async () => {
  await using _server = await openPageApp();
  using page = await renderPage(<DictionariesTab />);
  const pick = async (name: string, content: string) =>
    page.user.upload(
      await screen.findByLabelText<HTMLInputElement>("Import a file", { selector: "input" }),
      new File([content], name),
    );
  await pick("my words.csv", "蜃気楼,しんきろう,mirage\n");
  expect(await screen.findByRole("checkbox", { name: /my words/ })).toBeDefined();
  await pick("letter.csv", "chat,cat\nchien,dog\n");
  expect(await screen.findByText("The words in this file aren't Japanese, Chinese or Korean.")).toBeDefined();
  await page.user.click(screen.getByRole("button", { name: "Dismiss: letter.csv" }));
  await waitFor(() => expect(screen.queryAllByText(/aren't Japanese/).length).toBe(0));
});

test("says that the list cannot be read, and reads it again", async () => {
  await using server = await openPageApp({
    faults: { "GET /api/dictionaries": () => failure(500, "internal", "broken") },
  });
  using page = await renderPage(<DictionariesTab />);
  const again = await screen.findByRole("button", { name: "Try again" });
  delete server.faults["GET /api/dictionaries"];
  await page.user.click(again);
  expect((await screen.findAllByRole("checkbox")).length).toBeGreaterThan(1);
});
