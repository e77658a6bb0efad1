import type { Query, QueryClient } from "@tanstack/react-query";
import { allWords, refreshWords } from "#web/api/analyse.ts";
import { binQuery, isInBin } from "#web/api/bin.ts";
import { refreshConversation } from "#web/api/change-conversation.ts";
import { allComprehension } from "#web/api/comprehension.ts";
import { refreshList, showInList } from "#web/api/conversation-list.ts";
import { dictionariesQuery } from "#web/api/dictionaries.ts";
import { showDownloads } from "#web/api/downloads.ts";
import { allLookUps } from "#web/api/look-up.ts";
import { reportsQuery } from "#web/api/model-doctor.ts";
import { settingsQuery } from "#web/api/settings.ts";
import { showSettled } from "#web/api/settle.ts";
import { statusQuery } from "#web/api/status.ts";
import { momentsQuery } from "#web/api/moments.ts";
import { allReview } from "#web/api/review.ts";
import { tracksQuery, videoQuery, videoStorageQuery, videosQuery } from "#web/api/videos.ts";
import { statusStoreOf } from "#web/api/word-statuses.ts";
import { allWordLists } from "#web/api/words.ts";
import type { Events } from "./events.ts";

/** Keeps this tab's cached queries up to date with the server's events. Returns a function that stops it. */
export function applyChanges(client: QueryClient, events: Events): () => void {
  const readAgain = (...keys: (readonly unknown[])[]) => {
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };
  const readModels = () => {
    readAgain(statusQuery.queryKey);
    void client.invalidateQueries({ queryKey: ["llm"], predicate: isStateOfModels });
  };
  // after a failure the page keeps its words
  const statuses = statusStoreOf(client);
  const readWords = () => void refreshWords(client).catch(() => {});
  const readSettings = () => {
    // this tab shows its own change before the server answers, and the answer holds all settings
    if (client.isMutating({ mutationKey: settingsQuery.queryKey }) === 0) readAgain(settingsQuery.queryKey);
    readModels();
  };

  return events.listen((event) => {
    switch (event.type) {
      case "hello":
      case "gap":
        void refreshList(client);
        readWords();
        statuses.readAgain();
        readAgain(["conversation"], binQuery.queryKey, dictionariesQuery.queryKey);
        readAgain(videosQuery.queryKey, ["video"], ["tracks"], ["moments"], allComprehension);
        readAgain(allWordLists, ["word"], allReview, ["anki-queue"]);
        return readSettings();
      case "conversation":
        void showInList(client, event.id, event.conversation);
        void refreshConversation(client, event.id);
        // it was moved into the bin, or out of it
        if (event.conversation === null || isInBin(client, event.id)) readAgain(binQuery.queryKey);
        return;
      case "settled":
        return void showSettled(client, event.language, event.sentence);
      case "bin":
        return readAgain(binQuery.queryKey);
      case "video":
        return readAgain(videosQuery.queryKey, videoQuery(event.key).queryKey);
      case "tracks":
        return readAgain(tracksQuery(event.video).queryKey, videoStorageQuery.queryKey);
      case "moments":
        return readAgain(videosQuery.queryKey, momentsQuery(event.video).queryKey);
      case "words":
        if (event.language) statuses.change(event.language, event.statuses);
        else if (event.ids.length === 0) statuses.readAgain();
        return readAgain(allWordLists, ["word"], allComprehension, allReview);
      case "downloads":
        return showDownloads(client, event.downloads);
      case "dictionaries":
        readWords();
        return readAgain(dictionariesQuery.queryKey, allLookUps, allComprehension);
      case "anki":
        return readAgain(["anki-queue"]);
      case "reports":
        return readAgain(reportsQuery.queryKey);
      case "settings":
        readAgain([...allWords, "zh-Hant"], [...allComprehension, "zh-Hant"]); // its readings follow a setting
        readAgain(videoStorageQuery.queryKey); // it has the limit
        return readSettings();
      case "models":
        return readModels();
      case "generation":
      case "ping":
        return;
    }
  });
}

/** Searching for servers takes seconds and happens once, when the page asks. */
const isStateOfModels = ({ queryKey }: Query) => queryKey[1] !== "discovery";
