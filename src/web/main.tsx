import { QueryClient } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { conversationsQuery } from "./api/conversations.ts";
import { settingsQuery } from "./api/settings.ts";
import { statusQuery } from "./api/status.ts";
import { App } from "./app/app.tsx";
import { rememberedLook, showTheme } from "./app/remembered-look.ts";
import { loadStrings, preferredLanguage } from "./i18n/use-translate.ts";
import "./styles/tokens.css";
import "./styles/base.css";

const look = rememberedLook();
showTheme(look.theme);

// the server is on this computer: a request costs nothing, and a second one will not help where the first failed
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 1_000, retry: 1, retryDelay: 500, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});
void queryClient.prefetchQuery(settingsQuery);
void queryClient.prefetchQuery(statusQuery);
void queryClient.prefetchInfiniteQuery(conversationsQuery);

const language = look.language ?? preferredLanguage(navigator.languages);
const strings = await loadStrings[language]();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<App queryClient={queryClient} first={{ language, strings }} />);
