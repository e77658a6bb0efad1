import { createRoute, z } from "@hono/zod-openapi";
import { keyText } from "#shared/credentials.ts";
import { newSpeechSchema, speechSettingsSchema, speechUpdateSchema } from "#shared/speech.ts";
import { durably } from "#server/db/open.ts";
import { body, createRouter, fails, json, ofBody, ofModel } from "#server/http/router.ts";
import { readSpeechSettings, saveSpeechKey, saveSpeechSettings } from "#server/speech/settings.ts";
import { soundTypes } from "#server/speech/sounds.ts";
import { speak } from "#server/speech/speak.ts";
import type { RouteDeps } from "./deps.ts";

const settings = json(speechSettingsSchema, "The learner's speech server");

const readRoute = createRoute({
  method: "get",
  path: "/speech/settings",
  responses: { 200: settings, ...fails() },
});
const writeRoute = createRoute({
  method: "put",
  path: "/speech/settings",
  description: "Changes the given fields. A new address takes `allowRemote` back",
  request: body(speechUpdateSchema),
  responses: { 200: settings, ...fails(...ofBody, "bad_url") },
});
const keyRoute = createRoute({
  method: "put",
  path: "/speech/key",
  description:
    "Saves the key for the address of the speech server; an empty one removes it. It never leaves the server again",
  request: body(z.object({ key: keyText }).strict()),
  responses: { 200: settings, ...fails(...ofBody, "consent_needed") },
});
const speakRoute = createRoute({
  method: "post",
  path: "/speech",
  description:
    "The sound of a text, by the learner's speech server. A sound is kept, so the same text is not sent again",
  request: body(newSpeechSchema),
  responses: {
    200: {
      description: "The sound",
      content: Object.fromEntries(soundTypes.map((type) => [type, { schema: {} }])),
    },
    ...fails(...ofBody, ...ofModel),
  },
});

export const speechRoutes = (deps: RouteDeps) =>
  createRouter()
    .openapi(readRoute, (c) => c.json(readSpeechSettings(deps), 200))
    .openapi(writeRoute, (c) => {
      durably(deps.db, () => saveSpeechSettings(deps, c.req.valid("json")));
      return c.json(readSpeechSettings(deps), 200);
    })
    .openapi(keyRoute, (c) => {
      saveSpeechKey(deps, c.req.valid("json").key);
      return c.json(readSpeechSettings(deps), 200);
    })
    .openapi(speakRoute, async (c) => {
      // a speech server can take minutes
      c.env?.server?.timeout(c.req.raw, 0);
      const { type, bytes } = await speak(deps, c.req.valid("json"), c.req.raw.signal);
      return c.body(bytes, 200, { "content-type": type, "content-security-policy": "default-src 'none'; sandbox" });
    });
