import type { VideoKey } from "#shared/video/video.ts";
import { sha256 } from "./sha256.ts";

const edge = 64 * 1024;

/**
 * The identity of a file, whatever its name: the hash of its size, and of its first and last 64 KiB. Reading a film of 10 GB as a whole
 * would take a minute. The same file has the same key in every browser.
 */
export async function fileKey(file: Blob): Promise<VideoKey> {
  const size = new TextEncoder().encode(`${file.size}\n`);
  const parts = [size, file.slice(0, edge), file.slice(Math.max(edge, file.size - edge))];
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return `file-${await hash(bytes)}`;
}

async function hash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // `crypto.subtle` is missing where the page is opened by a network address without HTTPS
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (!subtle) return sha256(bytes);
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
