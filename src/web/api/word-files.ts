import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { NewExport, WordExport } from "#shared/anki/exports.ts";
import type { ImportPreview, NewImport, WordImport } from "#shared/anki/imports.ts";
import type { Encoding } from "#shared/anki/source-values.ts";
import type { Source } from "#shared/anki/source.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { ApiFailure, answerOf, api, asJson, sendFile } from "./client.ts";

/** Writes words to a file. The browser then downloads it from `exportAddress`. */
export const useExportWords = () =>
  useMutation({
    mutationFn: (asked: NewExport): Promise<WordExport> => answerOf(api["word-exports"].$post({ json: asked })),
  });

export const exportAddress = (id: string) => `/api/word-exports/${encodeURIComponent(id)}`;

export type SourceOrigin = { file: File } | { decks: string[] } | { source: string; encoding: Encoding | null };

/** What a file contains, or decks of a running Anki, or a file again in another encoding. */
export const useReadSource = (language: LearningLanguage) =>
  useMutation({ mutationFn: (origin: SourceOrigin): Promise<Source> => readSource(origin, language) });

async function readSource(origin: SourceOrigin, language: LearningLanguage): Promise<Source> {
  const query = { language };
  if ("decks" in origin) return answerOf(api["word-uploads"].anki.$post({ query, json: origin }));
  if ("source" in origin)
    return answerOf(
      api["word-uploads"][":id"].$get({
        param: { id: origin.source },
        query: origin.encoding === null ? {} : { encoding: origin.encoding },
      }),
    );
  // a request without a body says nothing about the file
  if (origin.file.size === 0) throw new ApiFailure({ code: "unreadable_file", reason: "empty", message: "" });
  const asked = { param: { name: origin.file.name }, query };
  return sendFile(origin.file, (body) => api["word-uploads"].files[":name"].$put(asked, body));
}

/** Deletes an upload that is not wanted any more. */
export const forgetSource = (id: string) =>
  void answerOf(api["word-uploads"][":id"].$delete({ param: { id } }, asJson)).catch(() => {}); // the server deletes it later

/** What an import would do. */
export const importPreviewQuery = (asked: NewImport | null) =>
  queryOptions({
    queryKey: ["import-preview", asked],
    queryFn: ({ signal }): Promise<ImportPreview> =>
      answerOf(api["word-imports"].preview.$post({ json: asked! }, { init: { signal } })),
    enabled: asked !== null,
    retry: false,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0, // words can change meanwhile
  });

export const importsQuery = queryOptions({
  queryKey: ["word-imports"],
  queryFn: async (): Promise<WordImport[]> => (await answerOf(api["word-imports"].$get())).imports,
});

export function useImportWords() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: NewImport): Promise<WordImport> => answerOf(api["word-imports"].$post({ json: asked })),
    onSettled: () => client.invalidateQueries({ queryKey: importsQuery.queryKey }),
  });
}

export function useUndoImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api["word-imports"][":id"].undo.$post({ param: { id } }, asJson)),
    onSettled: () => client.invalidateQueries({ queryKey: importsQuery.queryKey }),
  });
}
