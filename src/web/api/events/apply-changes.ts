import type { QueryClient } from "@tanstack/react-query";
import { conversationsQuery, refreshConversation } from "#web/api/conversations.ts";
import { askForModels, downloadsQuery, showDownloads } from "#web/api/downloads.ts";
import { llmSettingsQuery } from "#web/api/llm-settings.ts";
import { settingsQuery } from "#web/api/settings.ts";
import type { Events } from "./events.ts";

/** Keeps what this tab has read up to date with what the server says. Returns how to stop. */
export function applyChanges(client: QueryClient, events: Events): () => void {
  const readAgain = (...keys: (readonly unknown[])[]) => {
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };
  const readSettings = () => {
    // what this tab saves is shown before it is answered, and the answer has all settings
    if (client.isMutating({ mutationKey: settingsQuery.queryKey }) === 0) readAgain(settingsQuery.queryKey);
    readAgain(llmSettingsQuery.queryKey, ["llm", "context"]);
    void askForModels(client);
  };

  return events.listen((event) => {
    switch (event.type) {
      case "hello":
      case "gap":
        readAgain(conversationsQuery.queryKey, ["conversation"], downloadsQuery.queryKey);
        return readSettings();
      case "conversation":
        return void refreshConversation(client, event.id);
      case "downloads":
        return showDownloads(client, event.downloads);
      case "settings":
        return readSettings();
      case "models":
        return void askForModels(client);
      case "generation":
      case "ping":
        return;
    }
  });
}
