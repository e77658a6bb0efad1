import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { DictionariesState, DictionaryOffer } from "#shared/dictionaries.ts";
import { answerOf, api, asJson, sendFile } from "./client.ts";
import { dictionariesKey } from "./keys.ts";

/** The dictionaries, the running installations and the offers. The server says by events when they change. */
export const dictionariesQuery = queryOptions({
  queryKey: dictionariesKey,
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

const upload = (file: File): Promise<unknown> =>
  sendFile(file, (body) => api.dictionaries.files[":name"].$put({ param: { name: file.name } }, body));
