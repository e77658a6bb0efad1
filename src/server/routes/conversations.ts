import { createRoute, z } from "@hono/zod-openapi";
import { conversationPageSchema, conversationSchema } from "#shared/chat.ts";
import { toStoredForm } from "#shared/normalise/stored-form.ts";
import { textUpTo, visibleText } from "#shared/request-text.ts";
import { stopAndDelete } from "#server/chat/delete-conversation.ts";
import { readAround, readChanges, readPage } from "#server/chat/read-page.ts";
import { oneChat } from "#server/data/one-chat.ts";
import {
  getConversation,
  listConversations,
  restoreConversation,
  setPinned,
  setTitle,
} from "#server/db/conversations.ts";
import { durably } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { body, createRouter, fails, idParam, json, ofBody, wholeNumber } from "#server/http/router.ts";
import type { RouteDeps } from "./deps.ts";
import { announceConversation } from "#server/events/announce-conversation.ts";

const titleText = visibleText(200).transform((text) => toStoredForm(text).trim());
const changeSchema = z.object({
  title: titleText.optional().describe("a title that is never replaced by another one"),
  pinned: z.boolean().optional().describe("whether it stands above the others in the list"),
});
const noConversation = "There is no such conversation.";
const params = { params: idParam };
const done = z.object({ success: z.literal(true) });
const page = z.object({
  before: wholeNumber(0).optional().describe("the `next` of the previous page"),
  limit: wholeNumber(1, 200).default(50),
});
const listRoute = createRoute({
  method: "get",
  path: "/conversations",
  request: { query: page },
  responses: {
    200: json(
      z.object({
        conversations: z.array(conversationSchema),
        total: z.number().int().describe("how many conversations all pages have together"),
        next: z.number().nullable(),
      }),
      "Newest first, all pinned ones before the others; `next` is the `before` of the next page",
    ),
    ...fails(),
  },
});
const messagePage = z.object({
  limit: wholeNumber(1, 200).default(20).describe("the most messages of the page; it has fewer if they are long"),
  before: wholeNumber(0).optional().describe("only messages before this `position`"),
  after: wholeNumber(0).optional().describe("only messages after this `position`; without `before`, the first of them"),
  around: textUpTo(100).optional().describe("only messages around the one with this id, with it in the middle"),
  changedSince: wholeNumber(0).optional().describe("only messages that changed since the answer with these `changes`"),
});
const readRoute = createRoute({
  method: "get",
  path: "/conversations/{id}",
  request: { ...params, query: messagePage },
  responses: {
    200: json(
      conversationPageSchema,
      "The conversation with a page of its messages, by default the newest ones. `earlier` and `later` lead to the other pages",
    ),
    ...fails("not_found"),
  },
});
const changeRoute = createRoute({
  method: "patch",
  path: "/conversations/{id}",
  request: { ...params, ...body(changeSchema) },
  responses: {
    200: json(conversationSchema, "Changed"),
    ...fails(...ofBody, "not_found"),
  },
});
const deleteRoute = createRoute({
  method: "delete",
  path: "/conversations/{id}",
  request: params,
  responses: { 200: json(done, "Moved to the bin, see `/api/bin`"), ...fails("not_found") },
});
const restoreRoute = createRoute({
  method: "post",
  path: "/conversations/{id}/restore",
  request: params,
  responses: { 200: json(conversationSchema, "Taken out of the bin"), ...fails("not_found") },
});
const titleRoute = createRoute({
  method: "post",
  path: "/conversations/{id}/title",
  request: params,
  responses: {
    200: json(z.object({ title: z.string() }), "The title, made now if there is none"),
    ...fails("not_found"),
  },
});
const markdownRoute = createRoute({
  method: "get",
  path: "/conversations/{id}/markdown",
  description: "The conversation as one file, for reading elsewhere. Pictures are only mentioned",
  request: params,
  responses: {
    200: { description: "The file", content: { "text/markdown": { schema: { type: "string" as const } } } },
    ...fails("not_found"),
  },
});
export const conversationRoutes = (deps: RouteDeps) => {
  const { db, generations, titles, hub, reanalysis } = deps;
  const announceChange = (id: string) => announceConversation(db, hub, id);

  return createRouter()
    .openapi(listRoute, (c) => {
      const { before, limit } = c.req.valid("query");
      const { conversations: read, total } = listConversations(db, { before, limit: limit + 1 });
      const others = read.filter(({ pinned }) => !pinned);
      const isWhole = others.length <= limit;
      const conversations = isWhole ? read : read.slice(0, -1);
      const next = isWhole ? null : (conversations.at(-1)?.activity ?? null);
      return c.json({ conversations, total, next }, 200);
    })
    .openapi(readRoute, (c) => {
      const conversation = found(getConversation(db, c.req.valid("param").id));
      const { changedSince, around, ...query } = c.req.valid("query");
      const page =
        changedSince !== undefined
          ? readChanges(generations, conversation.id, { ...query, changedSince })
          : around !== undefined
            ? found(readAround(generations, conversation.id, around, query.limit))
            : readPage(generations, conversation.id, query);
      const shown = page.messages.flatMap(({ generation }) => generation?.id ?? []);
      void reanalysis.refresh(shown).then((changed) => changed && announceChange(conversation.id));
      return c.json({ conversation, ...page }, 200);
    })
    .openapi(changeRoute, (c) => {
      const { id } = found(getConversation(db, c.req.valid("param").id));
      const { title, pinned } = c.req.valid("json");
      durably(db, () => {
        if (title !== undefined) setTitle(db, id, title, "learner");
        if (pinned !== undefined) setPinned(db, id, pinned);
      });
      announceChange(id);
      return c.json(found(getConversation(db, id)), 200);
    })
    .openapi(deleteRoute, async (c) => {
      const { id } = c.req.valid("param");
      if (!(await stopAndDelete(generations, id))) throw new AppError("not_found", noConversation);
      announceChange(id);
      return c.json({ success: true as const }, 200);
    })
    .openapi(restoreRoute, (c) => {
      const { id } = c.req.valid("param");
      if (!durably(db, () => restoreConversation(db, id))) throw new AppError("not_found", noConversation);
      announceChange(id);
      return c.json(found(getConversation(db, id)), 200);
    })
    .openapi(markdownRoute, (c) => {
      const { name, text } = found(oneChat(db, c.req.valid("param").id));
      return c.body(text, 200, {
        "content-type": "text/markdown; charset=utf-8",
        // the first name is for old clients, which know no other letters
        "content-disposition": `attachment; filename="chat.md"; filename*=UTF-8''${encodeName(name)}`,
        "content-security-policy": "default-src 'none'; sandbox",
      });
    })
    .openapi(titleRoute, async (c) => {
      const title = found(await titles.titleOf(c.req.valid("param").id));
      return c.json({ title }, 200);
    });
};

/** RFC 8187 allows fewer signs than `encodeURIComponent` leaves. */
const encodeName = (name: string) =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function found<T>(value: T | null): T {
  if (value === null) throw new AppError("not_found", noConversation);
  return value;
}
