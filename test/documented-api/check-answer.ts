import { Ajv2020 } from "ajv/dist/2020.js";
import type { ApiDocument, Operation, Schema } from "./read-document.ts";

export type Validate = (schema: Schema, value: unknown) => string | null;

/** Validates values against schemas of the document. Returns what does not hold, or null. */
export function createValidator({ components }: ApiDocument): Validate {
  const ajv = new Ajv2020({ strict: false, validateFormats: true });
  ajv.addFormat("uuid", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
  ajv.addFormat("binary", true);
  ajv.addSchema({ $id: "api", components: { schemas: components } });
  const compiled = new Map<Schema, ReturnType<typeof ajv.compile>>();
  return (schema, value) => {
    const check = compiled.get(schema) ?? ajv.compile(withOwnRefs(schema));
    compiled.set(schema, check);
    return check(value) ? null : ajv.errorsText(check.errors);
  };
}

/** `#/components/…` is relative to the document. */
const withOwnRefs = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'));

/** An answer as a client meets it, with its whole body. */
export type Seen = { status: number; headers: Headers; text: string };

/** What an answer has that the document does not say, and what it must never have. Empty if all is as documented. */
export function checkAnswer(validate: Validate, { responses }: Operation, { status, headers, text }: Seen): string[] {
  const documented = responses[String(status)];
  if (!documented) return [`status ${status} is not documented: ${text.slice(0, 200)}`];
  const complaints = [];
  if (status === 500) complaints.push(`internal error: ${text.slice(0, 200)}`);
  if (/\n\s+at .+:\d+|node_modules|\.tsx?:\d+|\/(tmp|home|root|usr)\//.test(text))
    complaints.push("shows a stack or a path");
  for (const name of ["content-security-policy", "x-content-type-options", "cross-origin-resource-policy"])
    if (!headers.has(name)) complaints.push(`has no ${name}`);
  for (const [name, { required }] of Object.entries(documented.headers ?? {}))
    if (required && !headers.has(name)) complaints.push(`has no ${name}`);
  const type = (headers.get("content-type") ?? "").replace(/;.*/, "");
  const content = documented.content?.[type];
  if (!content) return [...complaints, `content type ${type} is not documented`];
  const values = type === "text/event-stream" ? readSent(text) : type === "application/json" ? [JSON.parse(text)] : [];
  const problems = values.map((value) => checkValue(validate, content.schema, value)).filter((each) => each !== null);
  return [...complaints, ...problems];
}

/** The events of a stream, without its comments. */
const readSent = (text: string) =>
  text
    .split("\n\n")
    .map((block) => block.split("\n").filter((line) => line !== "" && !line.startsWith(":")))
    .filter((lines) => lines.length > 0)
    .map((lines) =>
      Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)])),
    );

function checkValue(validate: Validate, schema: Schema, value: unknown): string | null {
  const problem = validate(schema, value);
  if (problem !== null) return problem;
  const json = schema.properties?.data?.anyOf?.find(({ contentSchema }) => contentSchema)?.contentSchema;
  if (!json || typeof value !== "object" || value === null || !("data" in value) || value.data === "[DONE]")
    return null;
  return validate(json, JSON.parse(String(value.data)));
}
