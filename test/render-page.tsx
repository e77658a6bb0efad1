import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, configure, render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { applyChanges } from "#web/api/events/apply-changes.ts";
import { createEvents } from "#web/api/events/events.ts";
import { EventsContext } from "#web/api/events/use-events.ts";
import { loadStrings, StringsContext } from "#web/i18n/use-translate.ts";

// the page waits for a real app, which loads its dictionaries at the first request
configure({ asyncUtilTimeout: 8_000 });

/** Renders a page as the app does, with its own query cache. Disposing removes the page. */
export async function renderPage(page: ReactNode, { language = "en" }: { language?: InterfaceLanguage } = {}) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const strings = await loadStrings(language);
  // only if the test has an EventSource
  const events = "EventSource" in globalThis ? createEvents(null) : null;
  const stopChanges = events && applyChanges(queryClient, events);
  const shown = <StringsContext value={{ language, strings }}>{page}</StringsContext>;
  // without this await, a component that loads its code would suspend forever
  await act(async () => {
    render(
      <QueryClientProvider client={queryClient}>
        {events ? <EventsContext value={events}>{shown}</EventsContext> : shown}
      </QueryClientProvider>,
    );
  });
  return {
    user: userEvent.setup(),
    queryClient,
    [Symbol.dispose]: () => {
      cleanup();
      stopChanges?.();
      events?.close();
      queryClient.clear();
    },
  };
}
