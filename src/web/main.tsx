// imported first, because this declares the order of the layers
import "./styles/base.css";
import "./styles/tokens.css";
import { QueryClient } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { applyChanges } from "./api/events/apply-changes.ts";
import { createEvents } from "./api/events/events.ts";
import { settingsQuery } from "./api/settings.ts";
import { App } from "./app/app.tsx";
import { rememberedInterface, showTheme } from "./app/remembered-interface.ts";
import { preferredLanguage } from "#shared/interface-languages.ts";
import { loadStrings } from "./i18n/use-translate.ts";

const remembered = rememberedInterface();
showTheme(remembered.theme);

// the server runs on this computer, so a retry costs nothing, and one is enough
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 1_000, retry: 1, retryDelay: 500, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});
// before any query runs, so that no change is missed
const events = createEvents();
applyChanges(queryClient, events);
void queryClient.prefetchQuery(settingsQuery);

const language = remembered.language ?? preferredLanguage(navigator.languages);
const load = async (wanted: InterfaceLanguage) => ({ language: wanted, strings: await loadStrings(wanted) });
const first = await load(language).catch(() => load("en"));
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<App queryClient={queryClient} events={events} first={first} />);
