/** A shorter value, such as the key "ollama" of a server that needs none, is a word that answers and names of models contain. */
const shortest = 12;

/**
 * Replaces secrets in what a server says by `***`, before anything reads it: a server may repeat a key in its list of models or in an
 * answer. Holds bytes back only while they may be the beginning of a secret, so no other token waits.
 */
export async function* hideSecrets(
  chunks: AsyncIterable<Uint8Array>,
  secrets: readonly string[],
): AsyncGenerator<Uint8Array> {
  const forms = toForms(secrets);
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

/** The spellings of each secret: as it is, in JSON, in a URL, and in base64 wherever it stands in the encoded text. */
function toForms(secrets: readonly string[]): Buffer[] {
  const forms = secrets
    .flatMap((secret) => [secret, ...ofLogin(secret)])
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      ...toBase64(secret),
    ]);
  return [...new Set(forms)].toSorted((one, other) => other.length - one.length).map((form) => Buffer.from(form));
}

/** The value of `Authorization: Basic` is a name and a password: `dXNlcjpwYXNz → user:pass, pass`. */
function ofLogin(secret: string): string[] {
  const decoded = /^[\w+/-]{8,}=*$/.test(secret) ? Buffer.from(secret, "base64").toString() : "";
  const [, password] = decoded.match(/^[\x20-\x7e]+?:([\x20-\x7e]+)$/) ?? [];
  return password === undefined ? [] : [decoded, password];
}

/**
 * Three bytes become four letters, so the letters of a text depend on its place. Of each of the three places, the letters that
 * depend on the secret alone: `user:key → dXNlcjprZXk=`.
 */
function toBase64(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString("base64");
    const first = [0, 2, 3][before]!;
    const length = before + Buffer.byteLength(secret);
    const inner = encoded.slice(first, Math.floor((length * 8) / 6));
    return inner.length >= shortest ? [inner, inner.replaceAll("+", "-").replaceAll("/", "_")] : [];
  });
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
