import { formsOf, shortestInErrors } from "./secret-forms.ts";

/**
 * Hides known keys in each encoding, and anything that looks like a key: `key sk-ant-api03-abcdefgh → key ***`, `Bearer abcdef → Bearer ***`,
 * `http://user:secret@host → http://***@host`. Ordinary words stay: `Basic auth`, `a task-specific model`.
 */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  return formsOf(secrets, shortestInErrors)
    .reduce((rest, form) => rest.replaceAll(form, "***"), text)
    .replace(/\b(sk|key|pk)-[\w*-]{6,}/g, "***")
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=*-]{6,}/gi, "$1 ***")
    .replace(/(https?:\/\/)[^\s/@"]+@/gi, "$1***@");
}
