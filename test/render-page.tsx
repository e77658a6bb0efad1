import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, configure, getConfig, render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { applyChanges } from "#web/api/events/apply-changes.ts";
import { createEvents } from "#web/api/events/events.ts";
import { EventsContext } from "#web/api/events/use-events.ts";
import { loadStrings, StringsContext } from "#web/i18n/use-translate.ts";

/** Set while `waitFor` and `findBy…` look for something. The library's types leave it out. */
const isLooking = () =>
  (getConfig() as { _disableExpensiveErrorDiagnostics?: boolean })._disableExpensiveErrorDiagnostics === true;

configure(({ getElementError }) => ({
  // the page waits for a real app, which loads its dictionaries at the first request
  asyncUtilTimeout: 8_000,
  // printing the whole page takes longer than looking for an element, so only the last error prints it
  getElementError: (message, container) =>
    isLooking()
      ? Object.assign(new Error(message ?? ""), { name: "TestingLibraryElementError" })
      : getElementError(message, container),
}));

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
