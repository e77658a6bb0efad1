/**
 * Hides known keys and anything that looks like one: `key sk-ant-api03-abcdefgh → key ***`, `Bearer abcdef → Bearer ***`,
 * `http://user:secret@host → http://***@host`. Ordinary words stay: `Basic auth`, `a task-specific model`.
 */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  const known = secrets.filter((secret) => secret.length >= 4);
  return known
    .reduce((rest, secret) => rest.replaceAll(secret, "***"), text)
    .replace(/\b(sk|key|pk)-[\w*-]{6,}/g, "***")
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=*-]{6,}/gi, "$1 ***")
    .replace(/(https?:\/\/)[^\s/@"]+@/gi, "$1***@");
}
