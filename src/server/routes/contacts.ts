import { createRoute } from "@hono/zod-openapi";
import { contactsSchema } from "#shared/contacts.ts";
import { createRouter, fails, json } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";

const contactsRoute = createRoute({
  method: "get",
  path: "/contacts",
  responses: { 200: json(contactsSchema, "Every host that Blossom contacted, newest first"), ...fails() },
});

export const contactRoutes = ({ contacts }: RouteDeps) =>
  createRouter().openapi(contactsRoute, (c) => c.json({ contacts: contacts.list() }, 200));
