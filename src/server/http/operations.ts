import type { OpenAPIHono } from "@hono/zod-openapi";
import { fileType } from "./file-type.ts";
import type { Env } from "./router.ts";

/** What the body of a request must be: `none` if the operation takes no body. */
type BodyKind = "json" | "file" | "none";

/** The operations of one path, by method. */
export type Operations = ReadonlyMap<string, BodyKind>;

/** The documented operations, from the routes themselves, so that a new route cannot be forgotten. */
export function listOperations(app: OpenAPIHono<Env>): (path: string) => Operations | undefined {
  const exact = new Map<string, Map<string, BodyKind>>();
  const patterns: { pattern: RegExp; methods: Map<string, BodyKind> }[] = [];
  const methodsOf = (path: string) => {
    const known = exact.get(path);
    if (known) return known;
    const methods = new Map<string, BodyKind>();
    exact.set(path, methods);
    if (path.includes("{")) patterns.push({ pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`), methods });
    return methods;
  };
  methodsOf("/api/openapi.json").set("GET", "none");
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== "route") continue;
    const { method, path, request } = definition.route;
    const types = Object.keys(request?.body?.content ?? {});
    methodsOf(path).set(method.toUpperCase(), types.includes(fileType) ? "file" : types.length > 0 ? "json" : "none");
  }
  // `/dictionaries/install` is not the dictionary with the id "install"
  return (path) => exact.get(path) ?? patterns.find(({ pattern }) => pattern.test(path))?.methods;
}
