import { z } from "zod";
import type { AnkiFields, AnkiState } from "#shared/anki/connect.ts";
import { ownNoteType } from "#shared/anki/connect-values.ts";
import { AppError } from "#server/errors.ts";
import { type AnkiDeps, askAnki } from "./ask-anki.ts";
import { suggestMapping } from "./suggest-mapping.ts";

const names = z.array(z.string());

/** What a running Anki has: the test of the connection. */
export async function readAnkiState(deps: AnkiDeps, signal?: AbortSignal): Promise<AnkiState> {
  const version = await askAnki(deps, "version", {}, z.number(), signal);
  if (version < 6) throw new AppError("anki_failed", `AnkiConnect has version ${version}. Version 6 is needed.`);
  const decks = await askAnki(deps, "deckNames", {}, names, signal);
  const noteTypes = await askAnki(deps, "modelNames", {}, names, signal);
  return { version, decks: decks.toSorted(), noteTypes: noteTypes.filter((name) => name !== ownNoteType).toSorted() };
}

export async function readFields(deps: AnkiDeps, noteType: string, signal?: AbortSignal): Promise<AnkiFields> {
  const fields = await askAnki(deps, "modelFieldNames", { modelName: noteType }, names, signal);
  return { fields, suggestion: suggestMapping(fields) };
}
