import { LLMError } from "#server/llm/types.ts";

type MediaType = "image/jpeg" | "image/png" | "image/gif" | "image/webp";
export type Picture = { base64: string; type: MediaType };

/** `data:image/png;base64,iVBO… → iVBO…`, with what browsers and copies add taken away. A path or a link is no picture. */
export function toPicture(provider: string, image: string): Picture {
  const raw = image.replace(/^data:[^,]*,/, "").replace(/\s+/g, "");
  const standard = raw.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  const isBase64 = /^[A-Za-z0-9+/]+$/.test(standard) && standard.length % 4 !== 1;
  const type = isBase64 ? sniffMediaType(standard) : null;
  if (!type)
    throw new LLMError("unsupported", "this is not a picture that a model can read", { provider, retryable: false });
  return { type, base64: standard.padEnd(Math.ceil(standard.length / 4) * 4, "=") };
}

/** By its first bytes: what a file is called, or a data URI says, is often wrong. */
function sniffMediaType(base64: string): MediaType | null {
  const bytes = Buffer.from(base64.slice(0, 24), "base64").toString("latin1");
  if (bytes.startsWith("\x89PNG")) return "image/png";
  if (bytes.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (bytes.startsWith("GIF8")) return "image/gif";
  return bytes.startsWith("RIFF") && bytes.slice(8, 12) === "WEBP" ? "image/webp" : null;
}
