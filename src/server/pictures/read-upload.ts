import { AppError } from "#server/errors.ts";

/** `data:image/png;base64,iVBOR… → bytes`. The prefix is optional; url-safe base64 and line breaks are accepted. Throws `invalid_image`. */
export function readUpload(text: string): Uint8Array {
  const base64 = text
    .replace(/^data:[\w/+.-]*;base64,/, "")
    .replace(/\s/g, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/");
  if (base64 === "" || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    throw new AppError("invalid_image", "A picture must be sent as base64.");
  }
  return Buffer.from(base64, "base64");
}
