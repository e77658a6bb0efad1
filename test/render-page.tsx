import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, configure, render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import type { InterfaceLanguage } from "#shared/settings.ts";
import { applyChanges } from "#web/api/events/apply-changes.ts";
import { createEvents } from "#web/api/events/events.ts";
import { EventsContext } from "#web/api/events/use-events.ts";
import { loadStrings, StringsContext } from "#web/i18n/use-translate.ts";

// the page waits for a real app, whose dictionaries are loaded when they are first asked
configure({ asyncUtilTimeout: 4_000 });

/** A page as the app shows it, with a memory of its own for answers. Disposing it takes it away. */
export async function renderPage(page: ReactNode, { language = "en" }: { language?: InterfaceLanguage } = {}) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const strings = await loadStrings(language);
  // a connection of its own, where the test plays one
  const events = "EventSource" in globalThis ? createEvents(null) : null;
  const stopChanges = events && applyChanges(queryClient, events);
  const shown = <StringsContext value={{ language, strings }}>{page}</StringsContext>;
  // awaited, or what waits for its code at first would wait for ever
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
