// imported first, because this declares the order of the layers
import "./styles/base.css";
import "./styles/tokens.css";
import { QueryClient } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { defaultSettings } from "#shared/default-settings.ts";
import { type InterfaceLanguage, preferredLanguage } from "#shared/interface-languages.ts";
import { pageAt } from "#shared/page-at.ts";
import { loadKeptWords } from "./api/analyse.ts";
import { forgetFirstResponses, pageRevision } from "./api/client.ts";
import { conversationsQuery } from "./api/conversation-list.ts";
import { conversationQuery } from "./api/conversations.ts";
import { applyChanges } from "./api/events/apply-changes.ts";
import { createEvents } from "./api/events/events.ts";
import { settingsQuery } from "./api/settings.ts";
import { statusQuery } from "./api/status.ts";
import { App } from "./app/app.tsx";
import { showTextSettings } from "./app/interface-provider.tsx";
import { preloadPage } from "./app/preload-page.ts";
import { loadStrings } from "./i18n/use-translate.ts";

async function start() {
  // the server runs on this computer, so a retry costs nothing, and one is enough
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 1_000, retry: 1, retryDelay: 500, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
  // before any query runs, so that no change is missed
  const events = createEvents();
  applyChanges(queryClient, events, pageRevision);

  const page = pageAt(location.pathname);
  void queryClient.prefetchQuery(settingsQuery);
  void queryClient.prefetchQuery(statusQuery);
  void queryClient.prefetchInfiniteQuery(conversationsQuery);
  if (page.kind === "conversation") {
    void queryClient.prefetchQuery(conversationQuery(page.id));
    loadKeptWords(queryClient, page.id).catch(() => {}); // without them, the texts ask for their words
  }
  // one turn of the event loop: what came inside the page is now in the cache, and the rest is on its way
  await new Promise((resolve) => setTimeout(resolve));
  forgetFirstResponses();

  const settings = queryClient.getQueryData(settingsQuery.queryKey);
  showTextSettings(settings ?? defaultSettings);
  const language = settings?.interfaceLanguage ?? preferredLanguage(navigator.languages);
  const load = async (wanted: InterfaceLanguage) => ({ language: wanted, strings: await loadStrings(wanted) });
  const [first] = await Promise.all([load(language).catch(() => load("en")), preloadPage(page, language)]);
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(<App queryClient={queryClient} events={events} first={first} />);
}

// not awaited: the lazy parts that it loads import from this file, and would wait for it to end
void start();
