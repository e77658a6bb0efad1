import { createRoute, z } from "@hono/zod-openapi";
import { learningLanguages } from "#shared/languages/types.ts";
import { newStatusSchema, statusChangeSchema, statusesSchema } from "#shared/words/statuses.ts";
import { newWordSchema, savedSchema, wordDetailsSchema, wordUpdateSchema } from "#shared/words/words.ts";
import { durably } from "#server/db/open.ts";
import {
  deleteContext,
  getContext,
  getSoundOfContext,
  listContexts,
  restoreContext,
} from "#server/db/word-contexts.ts";
import { readStatuses } from "#server/db/word-statuses.ts";
import { deleteWords, getWord, restoreWords } from "#server/db/words.ts";
import { getMet } from "#server/db/conversation-words.ts";
import { AppError } from "#server/errors.ts";
import { announceWords } from "#server/events/announce-words.ts";
import { jsonInSlices } from "#server/http/json-in-slices.ts";
import { body, createRouter, fails, fileBody, idParam, json, ofBody } from "#server/http/router.ts";
import { pictureHeaders } from "#server/http/security-headers.ts";
import { keepFrameOfContext, keepSoundOfContext } from "#server/video/keep-media.ts";
import { momentSoundTypes } from "#server/video/moment-sounds.ts";
import { changeSavedWord } from "#server/words/change-word.ts";
import { markWord } from "#server/words/mark-word.ts";
import { renewSearchForms } from "#server/words/renew-search-forms.ts";
import { saveWord } from "#server/words/save-word.ts";
import { inSlices } from "#server/slices.ts";
import { toStatuses } from "#server/words/to-statuses.ts";
import type { RouteDeps } from "./deps.ts";

const params = { params: idParam };
const contextParams = { params: z.object({ id: idParam.shape.id, context: idParam.shape.id }) };
const details = json(wordDetailsSchema, "The word with its contexts");
const done = json(z.object({ success: z.literal(true) }), "Done");

const saveRoute = createRoute({
  method: "post",
  path: "/words",
  description:
    "Saves a word. A word that is saved already gets the context, and the same request again changes nothing. A deleted word comes back",
  request: body(newWordSchema),
  responses: {
    200: json(savedSchema, "The word, and the context that it was saved with"),
    ...fails(...ofBody, "no_such_word"),
  },
});
const statusesRoute = createRoute({
  method: "get",
  path: "/words/statuses",
  description: "The statuses of all words of a language, by lemma",
  request: { query: z.object({ language: z.enum(learningLanguages) }) },
  responses: { 200: json(statusesSchema, "The lemmas of each status"), ...fails() },
});
const markRoute = createRoute({
  method: "put",
  path: "/words/status",
  description: "Gives a word a status without saving it, or takes that back",
  request: body(newStatusSchema),
  responses: { 200: json(statusChangeSchema, "The status now, and before"), ...fails(...ofBody) },
});
const readRoute = createRoute({
  method: "get",
  path: "/words/{id}",
  request: params,
  responses: { 200: details, ...fails("not_found") },
});
const updateRoute = createRoute({
  method: "put",
  path: "/words/{id}",
  description: "Changes the given fields",
  request: { ...params, ...body(wordUpdateSchema) },
  responses: { 200: details, ...fails(...ofBody, "not_found") },
});
const deleteRoute = createRoute({
  method: "delete",
  path: "/words/{id}",
  description: "Deletes a word with its contexts. For 30 days it can be restored",
  request: params,
  responses: { 200: done, ...fails("not_found") },
});
const restoreRoute = createRoute({
  method: "post",
  path: "/words/{id}/restore",
  request: params,
  responses: { 200: details, ...fails("not_found") },
});
const deleteContextRoute = createRoute({
  method: "delete",
  path: "/words/{id}/contexts/{context}",
  request: contextParams,
  responses: { 200: details, ...fails("not_found") },
});
const restoreContextRoute = createRoute({
  method: "post",
  path: "/words/{id}/contexts/{context}/restore",
  request: contextParams,
  responses: { 200: details, ...fails("not_found") },
});
const soundRoute = createRoute({
  method: "get",
  path: "/words/{id}/contexts/{context}/sound",
  request: contextParams,
  responses: {
    200: {
      description: "The sound of the line",
      content: Object.fromEntries(momentSoundTypes.map((type) => [type, { schema: {} }])),
    },
    ...fails("not_found"),
  },
});

const saveSoundRoute = createRoute({
  method: "post",
  path: "/words/{id}/contexts/{context}/sound",
  description: "Keeps the sound of the line for a context without one: WebM, Ogg, WAV, MP4 or MP3, at most 2 MB",
  request: { ...contextParams, body: fileBody },
  responses: { 200: details, ...fails(...ofBody, "not_found") },
});
const savePictureRoute = createRoute({
  method: "post",
  path: "/words/{id}/contexts/{context}/picture",
  description: "Keeps the frame of the line for a context without one: a JPEG or another picture, at most 2 MB",
  request: { ...contextParams, body: fileBody },
  responses: { 200: details, ...fails(...ofBody, "not_found", "invalid_image", "pictures_unavailable") },
});

type Deps = Pick<RouteDeps, "db" | "hub" | "lookup" | "analyser" | "searchIndex" | "momentSounds" | "pictures">;

export const wordRoutes = ({ db, hub, lookup, analyser, searchIndex, momentSounds, pictures }: Deps) => {
  const words = { db, lookup, analyser, folding: searchIndex.folding };
  const found = (id: string) => {
    const word = getWord(db, id);
    if (!word) throw new AppError("not_found", "There is no such word.");
    return { word, contexts: listContexts(db, id), met: getMet(db, id) };
  };
  const foundContext = (of: { id: string; context: string }) => {
    if (!getContext(db, of.id, of.context)) throw new AppError("not_found", "There is no such context.");
    return of;
  };
  const announce = (...ids: string[]) => announceWords(db, hub, ids);

  return createRouter()
    .openapi(saveRoute, async (c) => {
      const saved = await saveWord({ ...words, pictures }, c.req.valid("json"));
      announce(saved.word.id);
      return c.json(saved, 200);
    })
    .openapi(statusesRoute, async (c) =>
      jsonInSlices(c, toStatuses(await inSlices(readStatuses(db, c.req.valid("query").language)))),
    )
    .openapi(markRoute, async (c) => {
      const marked = await markWord(words, c.req.valid("json"));
      if (marked.id !== null) announce(marked.id);
      const { id, status, before } = marked;
      return c.json({ id: status === null ? null : id, status, before }, 200);
    })
    .openapi(readRoute, (c) => c.json(found(c.req.valid("param").id), 200))
    .openapi(updateRoute, (c) => {
      const { id } = found(c.req.valid("param").id).word;
      changeSavedWord(words, id, c.req.valid("json"));
      announce(id);
      return c.json(found(id), 200);
    })
    .openapi(deleteRoute, (c) => {
      const { id } = found(c.req.valid("param").id).word;
      durably(db, () => deleteWords(db, [id], Date.now()));
      announce(id);
      return c.json({ success: true as const }, 200);
    })
    .openapi(restoreRoute, (c) => {
      const { id } = c.req.valid("param");
      durably(db, () => restoreWords(db, [id]));
      const restored = found(id);
      announce(id);
      return c.json(restored, 200);
    })
    .openapi(deleteContextRoute, (c) => {
      const { id, context } = c.req.valid("param");
      found(id);
      const isDeleted = durably(db, () => {
        if (!deleteContext(db, id, context, Date.now())) return false;
        renewSearchForms(db, id, searchIndex.folding);
        return true;
      });
      if (!isDeleted) throw new AppError("not_found", "There is no such context.");
      announce(id);
      return c.json(found(id), 200);
    })
    .openapi(restoreContextRoute, (c) => {
      const { id, context } = c.req.valid("param");
      found(id);
      durably(db, () => {
        restoreContext(db, id, context);
        renewSearchForms(db, id, searchIndex.folding);
      });
      if (!getContext(db, id, context)) throw new AppError("not_found", "There is no such context.");
      announce(id);
      return c.json(found(id), 200);
    })
    .openapi(saveSoundRoute, async (c) => {
      const { id, context } = foundContext(c.req.valid("param"));
      await keepSoundOfContext({ db, momentSounds }, context, new Uint8Array(await c.req.arrayBuffer()));
      announce(id);
      return c.json(found(id), 200);
    })
    .openapi(savePictureRoute, async (c) => {
      const { id, context } = foundContext(c.req.valid("param"));
      await keepFrameOfContext({ db, pictures }, context, new Uint8Array(await c.req.arrayBuffer()));
      announce(id);
      return c.json(found(id), 200);
    })
    .openapi(soundRoute, async (c) => {
      const { id, context } = c.req.valid("param");
      const sound = getSoundOfContext(db, id, context);
      const bytes = sound && (await momentSounds.read(sound.id));
      if (!sound || !bytes) throw new AppError("not_found", "There is no such sound.");
      return c.body(bytes, 200, pictureHeaders(sound.type));
    });
};
