// imported first, because this declares the order of the layers
import "./styles/base.css";
import "./styles/tokens.css";
import { QueryClient } from "@tanstack/react-query";
import { startTransition } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { defaultSettings } from "#shared/default-settings.ts";
import { type InterfaceLanguage, preferredLanguage } from "#shared/interface-languages.ts";
import { pageAt } from "#shared/page-at.ts";
import { forgetFirstResponses, hasArrived, pageRevision } from "./api/client.ts";
import { applyChanges } from "./api/events/apply-changes.ts";
import { createEvents } from "./api/events/events.ts";
import { heldUntil } from "./api/events/held-until.ts";
import { settingsQuery } from "./api/settings.ts";
import { listensEvent } from "./app/first-frame/listens-event.ts";
import { readFirstFrame } from "./app/first-frame/read.ts";
import { App } from "./app/app.tsx";
import { fillCache } from "./app/fill-cache.ts";
import { showTextSettings } from "./app/interface-provider.tsx";
import { preloadPage } from "./app/preload-page.ts";
import { newDraft } from "./features/chat/drafts.ts";
import { takeTyped } from "./features/chat/take-typed.ts";
import { loadStrings } from "./i18n/use-translate.ts";

async function start() {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  const frame = readFirstFrame(root);
  // the server runs on this computer, so a retry costs nothing, and one is enough
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 1_000, retry: 1, retryDelay: 500, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
  // before any query runs, so that no change is missed
  const events = createEvents();
  const drawn = Promise.withResolvers<void>();
  // a change of the cache meanwhile would make React draw something else than the first frame
  applyChanges(queryClient, heldUntil(events, drawn.promise), pageRevision);

  const page = pageAt(location.pathname);
  await fillCache(queryClient, page, frame === null || hasArrived("/api/status"));
  forgetFirstResponses();

  const settings = queryClient.getQueryData(settingsQuery.queryKey);
  showTextSettings(settings ?? defaultSettings);
  const language = frame?.language ?? settings?.interfaceLanguage ?? preferredLanguage(navigator.languages);
  const load = async (wanted: InterfaceLanguage) => ({ language: wanted, strings: await loadStrings(wanted) });
  const [first, isComplete] = await Promise.all([load(language).catch(() => load("en")), preloadPage(page, language)]);
  const takesOver = frame !== null && isComplete && frame.language === first.language;
  const firstFrame = { isOpen: takesOver };
  let field = root.querySelector("textarea");
  const tellListens = () => void document.dispatchEvent(new Event(listensEvent));
  const onDrawn = () => {
    // React has drawn all of it again. Until then, the learner may have typed into the first frame
    if (field?.isConnected === false) takeTyped(field, page.kind === "conversation" ? page.id : newDraft);
    field = null;
    firstFrame.isOpen = false;
    root.removeAttribute("data-first-frame");
    drawn.resolve();
    if (!takesOver) tellListens();
  };
  const app = <App {...{ queryClient, events, first, firstFrame, onDrawn }} />;
  // in a transition, React works in slices of five milliseconds, so that a key or a press never waits long
  startTransition(() => (takesOver ? void hydrateRoot(root, app) : createRoot(root).render(app)));
  if (takesOver) tellListens(); // React draws first what a press needs
}

// not awaited: the lazy parts that it loads import from this file, and would wait for it to end. In a task of its own, because a key or a press waits for each
setTimeout(() => void start());
