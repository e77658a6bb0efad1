import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { DataState } from "#shared/data.ts";
import { SettingsPage } from "#web/features/settings/settings-page.tsx";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";

const panel = async (name: string) => within(await screen.findByRole("region", { name }));

test("makes a backup, lists it, and asks before it is deleted", async () => {
  await using server = await openPageApp();
  using page = await renderPage(<SettingsPage tab="data" />);
  const backups = await panel("Backups");
  await page.user.click(await backups.findByRole("button", { name: "Back up now" }));
  await backups.findByText(/^Made by you/);
  await page.user.click(backups.getByRole("button", { name: /^Delete:/ }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByText("You can't undo this.")).toBeTruthy();
  await page.user.click(dialog.getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(backups.queryByText(/^Made by you/) === null).toBe(true));
  expect((await server.app.json<DataState>("GET", "/api/data")).backups).toEqual([]);
});

test("deletes everything only after the word is typed, in any width of letters", async () => {
  await using server = await openPageApp();
  using page = await renderPage(<SettingsPage tab="data" />);
  const part = await panel("Delete everything");
  await page.user.click(part.getByRole("button", { name: "Delete everything" }));
  const dialog = within(screen.getByRole("dialog"));
  const confirm = dialog.getByRole("button", { name: "Delete everything" });
  expect(confirm.hasAttribute("disabled")).toBe(true);
  await page.user.type(dialog.getByRole("textbox"), "delet");
  expect(confirm.hasAttribute("disabled")).toBe(true);
  await page.user.clear(dialog.getByRole("textbox"));
  await page.user.type(dialog.getByRole("textbox"), "Ｄelete");
  expect(confirm.hasAttribute("disabled")).toBe(false);
  expect(server.requests.some(({ route }) => route === "DELETE /api/data")).toBe(false);
});

test("says of a file that it is no export, and changes nothing", async () => {
  await using server = await openPageApp();
  using page = await renderPage(<SettingsPage tab="data" />);
  const part = await panel("Your data");
  await page.user.upload(part.getByLabelText("Choose an export", { selector: "input" }), new File(["x"], "x.zip"));
  expect((await part.findByRole("alert")).textContent).toBe("This isn't a file that Blossom exported.");
  expect(screen.queryByRole("dialog") === null).toBe(true);
  expect((await server.app.json<DataState>("GET", "/api/data")).backups).toEqual([]);
});
