import fc from "fast-check";
import { arbitraryOf, type Known, nearMisses } from "./arbitrary.ts";
import type { Validate } from "./check-answer.ts";
import type { Operation, Schema } from "./read-document.ts";

/** A request to an operation. Parameters stand in the path, the query and the headers. */
export type MadeRequest = { method: string; path: string; headers: Record<string, string>; body?: string };

type Given = { parameters: Record<string, unknown>; body: unknown };

/** Requests that fit the document. */
export function validRequests(operation: Operation, known: Known, validate: Validate): fc.Arbitrary<MadeRequest> {
  const ids = idsFor(operation, known);
  const parameters = fc.record(
    Object.fromEntries(
      operation.parameters.map(({ name, schema, required }) => {
        const value = fitting(schema, { ...known, id: ids }, validate, name);
        return [name, required ? value : fc.option(value, { nil: undefined })];
      }),
    ),
  );
  return fc
    .tuple(parameters, bodyOf(operation, known, validate))
    .map(([given, body]) => toRequest(operation, { parameters: given, body }));
}

/** Requests whose body, or else one parameter, does not fit the document. Null if every text fits. */
export function invalidRequests(
  operation: Operation,
  known: Known,
  validate: Validate,
): fc.Arbitrary<MadeRequest> | null {
  const { body, parameters } = operation;
  const valid = fc.record(
    Object.fromEntries(
      parameters.map(({ name, schema }) => [
        name,
        fitting(schema, { ...known, id: idsFor(operation, known) }, validate, name),
      ]),
    ),
  );
  if (body?.type === "application/json") {
    const { schema } = body;
    const wrong = nearMisses(schema, known).filter((value) => isJson(value) && validate(schema, value) !== null);
    return fc
      .tuple(valid, wrong)
      .map(([given, value]) => toRequest(operation, { parameters: given, body: JSON.stringify(value) }));
  }
  const strict = parameters.filter(({ in: place, schema }) => place !== "path" && [schema.type].flat()[0] !== "string");
  const chosen = strict[0] ?? parameters.find(({ schema }) => schema.enum || schema.format);
  if (!chosen) return null;
  const odd = fc.constantFrom("", "null", "-1", "1.5", "1e3", "NaN", "9".repeat(30), "x", " 1");
  return fc
    .tuple(valid, odd)
    .map(([given, value]) => toRequest(operation, { parameters: { ...given, [chosen.name]: value }, body: undefined }));
}

/** `JSON.stringify` writes NaN as null. */
const isJson = (value: unknown) => JSON.stringify(value) !== undefined;

const fitting = (schema: Schema, known: Known, validate: Validate, name: string) =>
  arbitraryOf(schema, known, name).filter((value) => validate(schema, value) === null);

function bodyOf({ body }: Operation, known: Known, validate: Validate): fc.Arbitrary<string | undefined> {
  if (body === null) return fc.constant(undefined);
  if (body.type !== "application/json") return fc.constantFrom("猫,ねこ,cat\n", "x");
  return fitting(body.schema, known, validate, "").map((value) => JSON.stringify(value));
}

/** Ids of what the path names: `/api/messages/{id}/retry → messages`. */
const idsFor = ({ path }: Operation, known: Known) => known[/([a-z]+)\/\{id\}/.exec(path)?.[1] ?? ""] ?? [];

function toRequest(
  { method, path, parameters, body: documented }: Operation,
  { parameters: given, body }: Given,
): MadeRequest {
  let url = path;
  const query = new URLSearchParams();
  const headers: Record<string, string> =
    body === undefined || documented === null ? {} : { "content-type": documented.type };
  for (const { name, in: place } of parameters) {
    if (given[name] === undefined) continue;
    const value = toText(given[name]);
    if (place === "path") url = url.replace(`{${name}}`, encodeURIComponent(value));
    else if (place === "query") query.append(name, value);
    else headers[name] = value;
  }
  const search = query.size > 0 ? `?${query}` : "";
  return { method, path: `${url}${search}`, headers, ...(typeof body === "string" && { body }) };
}

const toText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value)).toWellFormed();
