// the order of the layers is said before any style is given
import "./styles/base.css";
import "./styles/tokens.css";
import { QueryClient } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import type { InterfaceLanguage } from "#shared/settings.ts";
import { applyChanges } from "./api/events/apply-changes.ts";
import { createEvents } from "./api/events/events.ts";
import { settingsQuery } from "./api/settings.ts";
import { App } from "./app/app.tsx";
import { rememberedLook, showTheme } from "./app/remembered-look.ts";
import { loadStrings, preferredLanguage } from "./i18n/use-translate.ts";

const look = rememberedLook();
showTheme(look.theme);

// the server is on this computer: asking again costs nothing, and a second time is enough
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 1_000, retry: 1, retryDelay: 500, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});
// before anything is read, so that no change after that is missed
const events = createEvents();
applyChanges(queryClient, events);
void queryClient.prefetchQuery(settingsQuery);

const language = look.language ?? preferredLanguage(navigator.languages);
const load = async (wanted: InterfaceLanguage) => ({ language: wanted, strings: await loadStrings(wanted) });
const first = await load(language).catch(() => load("en"));
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<App queryClient={queryClient} events={events} first={first} />);
