import { formsOf, shortestInAnswers } from "#server/secret-forms.ts";

/**
 * Replaces secrets in what a server says by `***`, before anything reads it: a server may repeat a key in its list of models or in an
 * answer. Holds bytes back only while they may be the beginning of a secret, so no other token waits.
 */
export async function* hideSecrets(
  chunks: AsyncIterable<Uint8Array>,
  secrets: readonly string[],
): AsyncGenerator<Uint8Array> {
  const forms = formsOf(secrets, shortestInAnswers).map((form) => Buffer.from(form));
  let held: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = replaceAll(
      held.length > 0 ? Buffer.concat([held, chunk]) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length),
      forms,
    );
    const keep = longestBeginning(bytes, forms);
    held = bytes.subarray(bytes.length - keep);
    if (keep < bytes.length) yield bytes.subarray(0, bytes.length - keep);
  }
  if (held.length > 0) yield held;
}

function replaceAll(bytes: Buffer, forms: readonly Buffer[]): Buffer {
  let result = bytes;
  for (const form of forms) {
    for (let at = result.indexOf(form); at >= 0; at = result.indexOf(form, at + 3)) {
      result = Buffer.concat([result.subarray(0, at), stars, result.subarray(at + form.length)]);
    }
  }
  return result;
}
const stars = Buffer.from("***");

/** How many bytes at the end are the beginning of a secret. */
function longestBeginning(bytes: Buffer, forms: readonly Buffer[]): number {
  let longest = 0;
  for (const form of forms) {
    const from = Math.max(0, bytes.length - form.length + 1);
    for (let at = bytes.indexOf(form[0]!, from); at >= 0; at = bytes.indexOf(form[0]!, at + 1)) {
      const length = bytes.length - at;
      if (length <= longest) break;
      if (bytes.compare(form, 0, length, at) === 0) longest = length;
    }
  }
  return longest;
}
