import { expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { failure, openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import { BinPage } from "./bin-page.tsx";

/** An app with two deleted chats. */
async function start() {
  const server = await openPageApp({ ollama: { script: { text: "はい" } } });
  const ids: string[] = [];
  for (const text of ["友達と映画", "猫が好き"]) {
    const { conversationId, generationId } = await server.app.send(text);
    await server.app.events(generationId);
    await server.app.json("DELETE", `/api/conversations/${conversationId}`);
    ids.push(conversationId!);
  }
  return Object.assign(server, { ids });
}

async function open() {
  const page = await renderPage(
    <>
      <BinPage />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  await screen.findByRole("heading", { name: "Bin" });
  return page;
}
const rows = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
const wasSent = ({ requests }: { requests: { route: string }[] }, route: string) =>
  requests.some((request) => request.route === route);

test("lists deleted chats with the days until they are deleted, and restores one", async () => {
  await using server = await start();
  using page = await open();
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(rows().every((row) => row?.includes("Deleted for good in 30 days"))).toBe(true);
  expect(screen.getByText("友達と映画").lang).toBe("ja");
  await page.user.click(screen.getByRole("button", { name: "Restore “友達と映画”" }));
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(await screen.findByText("“友達と映画” restored")).toBeTruthy();
  expect(wasSent(server, `POST /api/conversations/${server.ids[0]}/restore`)).toBe(true);
});

test("deletes one for good only after the learner confirms", async () => {
  await using server = await start();
  using page = await open();
  const press = async (name: string) => page.user.click(await screen.findByRole("button", { name }));
  await press("Delete “猫が好き” now");
  expect(screen.getByRole("dialog", { name: "Delete “猫が好き” for good?" })).toBeTruthy();
  await press("Cancel");
  await waitFor(() => expect(screen.queryByRole("dialog") === null).toBe(true));
  expect(rows()).toHaveLength(2);
  await press("Delete “猫が好き” now");
  await press("Delete for good");
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(wasSent(server, `DELETE /api/bin/${server.ids[1]}`)).toBe(true);
});

test("empties the bin after the learner confirms, and then says that it is empty", async () => {
  await using server = await start();
  using page = await open();
  await page.user.click(await screen.findByRole("button", { name: "Empty bin" }));
  await page.user.click(await screen.findByRole("button", { name: "Delete for good" }));
  expect(await screen.findByText("The bin is empty.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Empty bin" })).toBeNull();
  expect(wasSent(server, "DELETE /api/bin")).toBe(true);
});

test("reports a failure and keeps the list", async () => {
  await using server = await start();
  using page = await open();
  // messages stay for a while, and another test file may have left one
  for (const button of screen.queryAllByRole("button", { name: "Dismiss" })) await page.user.click(button);
  server.faults["DELETE /api/bin"] = () => failure(500, "internal", "locked");
  await page.user.click(await screen.findByRole("button", { name: "Empty bin" }));
  await page.user.click(await screen.findByRole("button", { name: "Delete for good" }));
  expect(await screen.findByText("That didn't work. Try again.")).toBeTruthy();
  expect(rows()).toHaveLength(2);
});
