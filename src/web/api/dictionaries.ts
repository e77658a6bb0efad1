import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { DictionariesState, DictionaryOffer } from "#shared/dictionaries.ts";
import { ApiFailure, answerOf, api, asJson } from "./client.ts";

/** The dictionaries, the running installations and the offers. The server says by events when they change. */
export const dictionariesQuery = queryOptions({
  queryKey: ["dictionaries"],
  queryFn: (): Promise<DictionariesState> => answerOf(api.dictionaries.$get()),
});

type Change =
  | { do: "install"; offer: DictionaryOffer["id"] }
  | { do: "import"; file: File }
  | { do: "change"; id: string; isEnabled?: boolean; position?: number }
  | { do: "remove"; id: string }
  | { do: "cancel"; id: string };

/** Changes the dictionaries. The list is read again afterwards. */
export function useChangeDictionaries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change): Promise<unknown> => send(change),
    onSettled: () => client.invalidateQueries({ queryKey: dictionariesQuery.queryKey }),
  });
}

function send(change: Change): Promise<unknown> {
  switch (change.do) {
    case "install":
      return answerOf(api.dictionaries.install.$post({ json: { offer: change.offer } }));
    case "import":
      return upload(change.file);
    case "change": {
      const { do: _, id, ...json } = change;
      return answerOf(api.dictionaries[":id"].$patch({ param: { id }, json }));
    }
    case "remove":
      return answerOf(api.dictionaries[":id"].$delete({ param: { id: change.id } }, asJson));
    case "cancel":
      return answerOf(api.dictionaries.jobs[":id"].cancel.$post({ param: { id: change.id } }, asJson));
  }
}

async function upload(file: File): Promise<unknown> {
  const init = { headers: { "content-type": "application/octet-stream" }, init: { body: file } };
  return answerOf(api.dictionaries.files[":name"].$put({ param: { name: file.name } }, init)).catch(
    (error: unknown) => {
      // the browser cannot read a file that has changed or gone since it was picked, and reports a broken connection
      throw error instanceof ApiFailure ? error : new ApiFailure({ code: "internal", message: String(error) });
    },
  );
}
