import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ComponentProps, useEffect } from "react";
import type { Events } from "#web/api/events/events.ts";
import { EventsContext } from "#web/api/events/use-events.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { ErrorBoundary } from "#web/ui/error-boundary.tsx";
import { FirstFrameContext } from "#web/ui/first-frame.ts";
import { Toaster } from "#web/ui/toast.tsx";
import { BrokenPage } from "./broken-page.tsx";
import { InterfaceProvider } from "./interface-provider.tsx";
import { Layout } from "./layout.tsx";
import { Routes } from "./routes.tsx";

type Props = {
  queryClient: QueryClient;
  events: Events;
  first: ComponentProps<typeof InterfaceProvider>["first"];
  /** Default: there was none. */
  firstFrame?: ComponentProps<typeof FirstFrameContext>["value"];
  /** The page is drawn, or has taken over the first frame. */
  onDrawn?: () => void;
};

const noFrame = { isOpen: false };

export function App({ queryClient, events, first, firstFrame = noFrame, onDrawn }: Props) {
  useEffect(() => onDrawn?.(), [onDrawn]);
  return (
    <FirstFrameContext value={firstFrame}>
      <QueryClientProvider client={queryClient}>
        <EventsContext value={events}>
          <InterfaceProvider first={first}>
            <ErrorBoundary fallback={(_, again) => <BrokenPage onAgain={again} />}>
              <Layout>
                <ErrorBoundary fallback={(_, again) => <BrokenPage onAgain={again} />}>
                  <Routes />
                </ErrorBoundary>
              </Layout>
              <Toasts />
            </ErrorBoundary>
          </InterfaceProvider>
        </EventsContext>
      </QueryClientProvider>
    </FirstFrameContext>
  );
}

const Toasts = () => <Toaster dismissLabel={useTranslate().shell.dismiss} />;
