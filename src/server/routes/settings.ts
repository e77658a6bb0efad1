import { createRoute } from "@hono/zod-openapi";
import { settingsSchema } from "#shared/settings.ts";
import { getSettings, updateSettings } from "#server/db/settings.ts";
import { durably } from "#server/db/open.ts";
import { browserLanguage } from "#server/http/browser-language.ts";
import { body, createRouter, fails, json, ofBody } from "#server/http/router.ts";
import { beginTypes } from "#server/review/begin-types.ts";
import type { RouteDeps } from "./deps.ts";

const readRoute = createRoute({
  method: "get",
  path: "/settings",
  responses: { 200: json(settingsSchema, "The learner's settings"), ...fails() },
});
const writeRoute = createRoute({
  method: "put",
  path: "/settings",
  request: body(settingsSchema.partial().strict()),
  responses: { 200: json(settingsSchema, "The new settings"), ...fails(...ofBody) },
});

export const settingsRoutes = ({ db, sweeper }: RouteDeps) =>
  createRouter()
    .openapi(readRoute, (c) => c.json(getSettings(db, browserLanguage(c.req.header("accept-language"))), 200))
    .openapi(writeRoute, (c) => {
      const changes = given(c.req.valid("json"));
      durably(db, () => updateSettings(db, changes));
      if (changes.frameBudget !== undefined) sweeper.onBudget();
      if (changes.reviewTypes !== undefined) beginTypes(db, getSettings(db));
      return c.json(getSettings(db, browserLanguage(c.req.header("accept-language"))), 200);
    });

/** Drops undefined fields: `{ theme: undefined }` changes nothing. */
const given = <T extends object>(changes: T) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
