/** In an error or a log, a damaged word does less harm than a key that is shown, so only very short keys stay. */
export const shortestInErrors = 4;
/** In an answer, a shorter value, such as the key "ollama" of a server that needs none, is a word that answers and names of models contain. */
export const shortestInAnswers = 12;

/**
 * The spellings of each secret that is long enough, longest first: as it is, in JSON, in a URL, and in base64 at any place of the
 * encoded text.
 */
export function formsOf(secrets: readonly string[], shortest: number): string[] {
  const forms = secrets
    .flatMap((secret) => [secret, ...ofLogin(secret)])
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret.toWellFormed()),
      ...toBase64(secret).filter((encoded) => encoded.length >= shortest),
    ]);
  return [...new Set(forms)].toSorted((one, other) => other.length - one.length);
}

/** The value of `Authorization: Basic` is a name and a password: `dXNlcjpwYXNz → user:pass, pass`. */
function ofLogin(secret: string): string[] {
  const decoded = /^[\w+/-]{8,}=*$/.test(secret) ? Buffer.from(secret, "base64").toString() : "";
  const [, password] = decoded.match(/^[\x20-\x7e]+?:([\x20-\x7e]+)$/) ?? [];
  return password === undefined ? [] : [decoded, password];
}

/**
 * Three bytes become four letters, so the letters of a text depend on its place. For each of the three places, the letters that
 * depend on the secret alone: `user:key → dXNlcjprZXk=`.
 */
function toBase64(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString("base64");
    const first = [0, 2, 3][before]!;
    const length = before + Buffer.byteLength(secret);
    const inner = encoded.slice(first, Math.floor((length * 8) / 6));
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
