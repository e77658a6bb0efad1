import type { MiddlewareHandler } from "hono";
import { AppError } from "#server/errors.ts";
import { isApiPath } from "./gate.ts";
import { fileType } from "./file-type.ts";
import type { Operations } from "./operations.ts";
import type { Env } from "./router.ts";

const jsonType = /^application\/json(;\s*charset=utf-8)?$/i;
const isFileType = (type: string) => type.toLowerCase() === fileType;

/** Refuses methods that the path does not have, and bodies that the operation does not take. The gate has let the request in. */
export const checkRequest =
  (operationsAt: (path: string) => Operations | undefined): MiddlewareHandler<Env> =>
  async (c, next) => {
    const { method } = c.req.raw;
    const { path } = c.req;
    const isPage = !isApiPath(path);
    const operations = operationsAt(path);
    const methods = isPage ? ["GET"] : operations && [...operations.keys()];
    const allowed = methods && (methods.includes("GET") ? [...methods, "HEAD"] : methods);
    if (allowed && !allowed.includes(method)) {
      c.header("allow", allowed.join(", "));
      throw new AppError("method_not_allowed", `${method} is not possible here, only ${allowed.join(", ")}.`);
    }
    const takes = operations?.get(method) ?? "none";
    if (!hasBody(c.req.raw.headers)) {
      if (takes !== "none") throw new AppError("invalid_request", "body: is missing");
      return next();
    }
    const type = c.req.header("content-type") ?? "";
    if (takes === "file" ? !isFileType(type) : !jsonType.test(type)) {
      const wanted = takes === "file" ? `the file, as ${fileType}` : "JSON, as application/json";
      throw new AppError("unsupported_media_type", `Send ${wanted}.`);
    }
    return next();
  };

const hasBody = (headers: Headers) =>
  headers.has("transfer-encoding") || Number(headers.get("content-length") ?? 0) !== 0;
