import type { Query, QueryClient } from "@tanstack/react-query";
import type { Revision } from "#shared/events.ts";
import { allWords, refreshWords } from "#web/api/analyse.ts";
import { binQuery, isInBin } from "#web/api/bin.ts";
import { followConversation } from "#web/api/change-conversation.ts";
import { refreshList, showInList } from "#web/api/conversation-list.ts";
import { downloadsQuery, showDownloads } from "#web/api/downloads.ts";
import { allLookUps } from "#web/api/look-up.ts";
import { readAgain } from "#web/api/read-again.ts";
import { settingsQuery } from "#web/api/settings.ts";
import { showSettled } from "#web/api/settle.ts";
import { statusQuery } from "#web/api/status.ts";
import { allComprehension, allReview, dictionariesKey, reportsKey, videoKeys } from "#web/api/keys.ts";
import { statusStoreOf } from "#web/api/word-statuses.ts";
import type { Events } from "./events.ts";

/**
 * Keeps this tab's cached queries up to date with the server's events. `known`: the revision of the responses in the page. Returns a function that stops it.
 */
export function applyChanges(client: QueryClient, events: Events, known: Revision | null = null): () => void {
  const readKeys = (...keys: (readonly unknown[])[]) => {
    for (const queryKey of keys) void readAgain(client, { queryKey });
  };
  const readModels = (read = readAgain) => {
    void read(client, { queryKey: statusQuery.queryKey });
    void read(client, { queryKey: ["llm"], predicate: followsModels });
  };
  // after a failure the page keeps its words
  const statuses = statusStoreOf(client);
  const readWords = () => void refreshWords(client).catch(() => {});
  const readSettings = () => {
    // this tab shows its own change before the server answers, and the answer holds all settings
    if (client.isMutating({ mutationKey: settingsQuery.queryKey }) === 0) readKeys(settingsQuery.queryKey);
  };
  const readAll = () => {
    void refreshList(client);
    readWords();
    statuses.readAgain();
    readKeys(["conversation"], binQuery.queryKey, dictionariesKey);
    readKeys(videoKeys.list, ["video"], ["tracks"], ["moments"], allComprehension);
    readKeys(allReview, ["anki-queue"], ["words"], ["word"], ["tutor"]);
    readSettings();
    readModels(readKnown);
    readKeys(...withOwnEvents);
  };

  return events.listen((event) => {
    switch (event.type) {
      case "hello":
        // often, nothing has changed since the server made the page
        if (!known || event.revision?.rest !== known.rest) return readAll();
        return event.revision.models === known.models ? undefined : readModels(readKnown);
      case "gap":
        return readAll();
      case "conversation":
        void showInList(client, event.id, event.conversation);
        void followConversation(client, event);
        // it was moved into the bin, or out of it
        if (event.conversation === null || isInBin(client, event.id)) readKeys(binQuery.queryKey);
        return;
      case "settled":
        return void showSettled(client, event.language, event.sentence);
      case "bin":
        return readKeys(binQuery.queryKey);
      case "video":
        return readKeys(videoKeys.list, videoKeys.video(event.key));
      case "tracks":
        return readKeys(videoKeys.tracks(event.video), videoKeys.storage);
      case "moments":
        return readKeys(videoKeys.list, videoKeys.moments(event.video));
      case "words":
        if (event.language) statuses.change(event.language, event.statuses);
        else if (event.ids.length === 0) statuses.readAgain();
        return readKeys(allComprehension, allReview, ["words"], ["word"], ["tutor"]);
      case "downloads":
        return showDownloads(client, event.downloads);
      case "dictionaries":
        readWords();
        return readKeys(dictionariesKey, allLookUps, allComprehension);
      case "anki":
        return readKeys(["anki-queue"]);
      case "reports":
        return readKeys(reportsKey);
      case "settings":
        readKeys([...allWords, "zh-Hant"], [...allComprehension, "zh-Hant"]); // its readings follow a setting
        readKeys(videoKeys.storage); // it has the limit
        readSettings();
        return readModels();
      case "models":
        return readModels();
      case "generation":
      case "ping":
        return;
    }
  });
}

/** Searching for servers takes seconds and happens once, when the page asks. Reports and downloads have events of their own. */
const followsModels = ({ queryKey }: Query) => !apart.has(queryKey[1]);
const withOwnEvents = [reportsKey, downloadsQuery.queryKey] as const;
const apart: ReadonlySet<unknown> = new Set(["discovery", ...withOwnEvents.map(([, name]) => name)]);

/** The server looks at the model servers until it answers, so a first response that is on its way will be new enough. */
const readKnown: typeof readAgain = (client, filters) => client.invalidateQueries(filters);
