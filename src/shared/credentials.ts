import { z } from "zod";
import { textUpTo } from "./request-text.ts";

/** A key as it goes into a header: letters, digits and signs of ASCII. */
export const keyText = textUpTo(500)
  .trim()
  .regex(/^[\x20-\x7e]*$/, "not a key")
  .meta({ maxLength: 500, pattern: String.raw`^\s*[\x20-\x7e]*\s*$` });

const ownHeaders =
  "host connection content-length content-type transfer-encoding upgrade te trailer origin expect".split(" ");
const headerName = /^[A-Za-z0-9_!#$%&'*+.^`|~-]{1,100}$/;
const mostHeaders = 20;

/** `te → [tT][eE]`: JSON Schema has no flag for it. */
const inAnyCase = (name: string) => name.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** Extra headers for a proxy in front of a model server: `{"x-api-key": "…"}`. They cannot replace headers of the request itself. */
export const secretHeadersSchema = z
  .record(
    z
      .string()
      .regex(headerName, "not a header name")
      .refine((name) => !ownHeaders.includes(name.toLowerCase()), "this header cannot be set"),
    z.string().regex(/^[\x20-\x7e\t]{1,2000}$/, "not a header value"),
  )
  .refine((headers) => Object.keys(headers).length <= mostHeaders, "too many headers")
  .meta({
    maxProperties: mostHeaders,
    propertyNames: { pattern: headerName.source, not: { pattern: `^(${ownHeaders.map(inAnyCase).join("|")})$` } },
  });

// oxlint-disable-next-line no-control-regex
const noControls = /^[^\u0000-\u001f\u007f]*$/;
/** The name and password of a proxy in front of a model server (RFC 7617: a name has no colon). */
export const loginSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(noControls)
    .regex(/^[^:]*$/, "no colon"),
  password: z.string().max(500).regex(noControls),
});
export type Login = z.infer<typeof loginSchema>;
