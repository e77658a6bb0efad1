import { createRoute, z } from "@hono/zod-openapi";
import {
  ankiFieldsSchema,
  ankiQueueSchema,
  ankiSettingsSchema,
  ankiStateSchema,
  ankiUpdateSchema,
  newNotesSchema,
  sentNotesSchema,
} from "#shared/anki/connect.ts";
import { keyText } from "#shared/credentials.ts";
import { textUpTo } from "#shared/request-text.ts";
import { readAnkiState, readFields } from "#server/anki/connect/anki-state.ts";
import { readAnkiSettings, saveAnkiKey, saveAnkiSettings } from "#server/anki/connect/settings.ts";
import { durably } from "#server/db/open.ts";
import { body, createRouter, fails, json, ofBody } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";

export const ofAnki = [
  "anki_closed",
  "anki_no_profile",
  "anki_refused",
  "anki_key",
  "anki_failed",
  "consent_needed",
  "bad_url",
  "aborted",
] as const;
const settings = json(ankiSettingsSchema, "How words go to Anki");
const queue = json(ankiQueueSchema, "The words that wait for Anki, and those that it did not take");

const readSettingsRoute = createRoute({
  method: "get",
  path: "/anki/settings",
  responses: { 200: settings, ...fails() },
});
const writeSettingsRoute = createRoute({
  method: "put",
  path: "/anki/settings",
  description: "Changes the given fields. A new address takes `allowRemote` back",
  request: body(ankiUpdateSchema),
  responses: { 200: settings, ...fails(...ofBody, "bad_url") },
});
const keyRoute = createRoute({
  method: "put",
  path: "/anki/key",
  description: "Saves the key of AnkiConnect; an empty one removes it. It never leaves the server again",
  request: body(z.object({ key: keyText }).strict()),
  responses: { 200: settings, ...fails(...ofBody, "consent_needed") },
});
const stateRoute = createRoute({
  method: "get",
  path: "/anki",
  description: "Asks the running Anki for its decks and note types",
  responses: { 200: json(ankiStateSchema, "What Anki has"), ...fails(...ofAnki) },
});
const fieldsRoute = createRoute({
  method: "get",
  path: "/anki/fields",
  request: { query: z.object({ noteType: textUpTo(200, 1) }) },
  responses: { 200: json(ankiFieldsSchema, "The fields of a note type"), ...fails(...ofAnki) },
});
const sendRoute = createRoute({
  method: "post",
  path: "/anki/notes",
  description:
    "Adds words to Anki, or updates the notes that they became earlier. While Anki is closed, they wait. Of more than 50, most follow in the background",
  request: body(newNotesSchema),
  responses: { 200: json(sentNotesSchema, "What became of each word"), ...fails(...ofBody, ...ofAnki) },
});
const queueRoute = createRoute({ method: "get", path: "/anki/queue", responses: { 200: queue, ...fails() } });
const retryRoute = createRoute({
  method: "post",
  path: "/anki/queue/retry",
  description: "Sends what waits now",
  responses: { 200: queue, ...fails(...ofAnki) },
});
const clearRoute = createRoute({
  method: "delete",
  path: "/anki/queue",
  description: "Forgets the words that wait, and those that Anki did not take",
  responses: { 200: queue, ...fails() },
});

type Deps = Pick<RouteDeps, "db" | "secrets" | "contacts" | "ankiNotes">;

export const ankiRoutes = (deps: Deps) => {
  const { db, ankiNotes } = deps;
  return createRouter()
    .openapi(readSettingsRoute, (c) => c.json(readAnkiSettings(deps), 200))
    .openapi(writeSettingsRoute, (c) => {
      durably(db, () => saveAnkiSettings(deps, c.req.valid("json")));
      return c.json(readAnkiSettings(deps), 200);
    })
    .openapi(keyRoute, (c) => {
      saveAnkiKey(deps, c.req.valid("json").key);
      return c.json(readAnkiSettings(deps), 200);
    })
    .openapi(stateRoute, async (c) => {
      return c.json(await readAnkiState(deps, c.req.raw.signal), 200);
    })
    .openapi(fieldsRoute, async (c) => {
      return c.json(await readFields(deps, c.req.valid("query").noteType, c.req.raw.signal), 200);
    })
    .openapi(sendRoute, async (c) => {
      return c.json(await ankiNotes.send(c.req.valid("json"), new URL(c.req.url).origin), 200);
    })
    .openapi(queueRoute, (c) => c.json(ankiNotes.read(), 200))
    .openapi(retryRoute, async (c) => {
      return c.json(await ankiNotes.retry(new URL(c.req.url).origin), 200);
    })
    .openapi(clearRoute, async (c) => {
      await ankiNotes.clear();
      return c.json(ankiNotes.read(), 200);
    });
};
