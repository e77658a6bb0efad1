import type { Query, QueryClient } from "@tanstack/react-query";
import { conversationsQuery, refreshConversation } from "#web/api/conversations.ts";
import { showDownloads } from "#web/api/downloads.ts";
import { settingsQuery } from "#web/api/settings.ts";
import { statusQuery } from "#web/api/status.ts";
import type { Events } from "./events.ts";

/** Keeps what this tab has read up to date with what the server says. Returns how to stop. */
export function applyChanges(client: QueryClient, events: Events): () => void {
  const readAgain = (...keys: (readonly unknown[])[]) => {
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };
  const readModels = () => {
    readAgain(statusQuery.queryKey);
    void client.invalidateQueries({ queryKey: ["llm"], predicate: isStateOfModels });
  };
  const readSettings = () => {
    // what this tab saves is shown before it is answered, and the answer has all settings
    if (client.isMutating({ mutationKey: settingsQuery.queryKey }) === 0) readAgain(settingsQuery.queryKey);
    readModels();
  };

  return events.listen((event) => {
    switch (event.type) {
      case "hello":
      case "gap":
        readAgain(conversationsQuery.queryKey, ["conversation"]);
        return readSettings();
      case "conversation":
        return void refreshConversation(client, event.id);
      case "downloads":
        return showDownloads(client, event.downloads);
      case "settings":
        return readSettings();
      case "models":
        return readModels();
      case "generation":
      case "ping":
        return;
    }
  });
}

/** Looking for servers takes seconds, and is done once, when the page asks. */
const isStateOfModels = ({ queryKey }: Query) => queryKey[1] !== "discovery";
