import { expect, test } from "bun:test";
import { waitFor } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { ChatView } from "./chat-view.tsx";

test("loads the analyser of the learning language before the learner writes", async () => {
  await using server = await openPageApp();
  using _page = await renderPage(<ChatView conversationId={null} onStarted={() => {}} Start={() => null} />);
  const loads = () => server.bodies("POST /api/analyse");
  await waitFor(() => expect(loads()).toEqual([{ language: "ja", texts: [] }]), { timeout: 10_000 });
});
