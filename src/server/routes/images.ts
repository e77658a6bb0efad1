import { createRoute } from "@hono/zod-openapi";
import { getImage } from "#server/db/messages.ts";
import { AppError } from "#server/errors.ts";
import { createRouter, fails, idParam, picture } from "#server/http/router.ts";
import { pictureHeaders } from "#server/http/security-headers.ts";
import { readOwnFile } from "#server/pictures/read-own-file.ts";
import type { RouteDeps } from "./deps.ts";

const imageRoute = createRoute({
  method: "get",
  path: "/images/{id}",
  request: { params: idParam },
  responses: { 200: picture, ...fails("not_found") },
});

export const imageRoutes = ({ db, pictures }: RouteDeps) =>
  createRouter().openapi(imageRoute, async (c) => {
    const image = getImage(db, c.req.valid("param").id);
    const bytes = image && (await readOwnFile(pictures.photoPath(image.id)));
    if (!bytes) throw new AppError("not_found", "There is no such picture.");
    return c.body(bytes, 200, pictureHeaders(image.mediaType));
  });
