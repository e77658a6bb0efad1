import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { preloadModel } from "#web/api/ollama-models.ts";
import { statusQuery } from "#web/api/status.ts";

/** Preloads each model once, after the chat is open and painted: a cold model takes minutes, and writing takes some of them. */
export function usePreload() {
  const { data: status } = useQuery(statusQuery);
  const { provider, model, state } = status?.responder ?? {};
  const isReady = state === "ready";
  useEffect(() => {
    if (!isReady) return;
    const timer = setTimeout(preloadModel, 500);
    return () => clearTimeout(timer);
  }, [isReady, provider, model]);
}
