import { QueryClient } from "@tanstack/react-query";
import { renderToString } from "react-dom/server";
import type { FirstFrame, FirstFrameRequest } from "#shared/first-frame.ts";
import { pageAt } from "#shared/page-at.ts";
import { silent } from "#web/api/events/use-events.ts";
import { App } from "#web/app/app.tsx";
import { fillCache } from "#web/app/fill-cache.ts";
import { preloadPage } from "#web/app/preload-page.ts";
import { loadStrings } from "#web/i18n/use-translate.ts";
import { setBodies } from "./bodies.ts";
import { dayOf } from "./day-of.ts";
import { setBrowser } from "./globals.ts";

/** Draws what the page draws first, from the responses that it arrives with. One at a time: the browser that it pretends to be is global. */
export async function draw({ url, language, userAgent, responses }: FirstFrameRequest): Promise<FirstFrame> {
  setBrowser(url, userAgent);
  setBodies(responses);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  const page = pageAt(location.pathname);
  await fillCache(queryClient, page, responses.has("/api/status"));
  const [strings, isComplete] = await Promise.all([loadStrings(language), preloadPage(page, language)]);
  if (!isComplete) throw new Error("A part of the page was not loaded."); // the page would draw it
  const first = { language, strings };
  const html = renderToString(
    <App queryClient={queryClient} events={silent} first={first} firstFrame={{ isOpen: true }} />,
  );
  queryClient.clear();
  return { html, day: dayOf(Date.now()) };
}
