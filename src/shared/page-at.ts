/** The page at an address. The server links to what it needs, and the page loads that before it is drawn for the first time. */
export type Page = { kind: "conversation"; id: string } | { kind: "chat" | "settings" | "bin" | "video" };

/** `/chat/0198… → conversation`. An address that names no page is drawn with what a new chat needs. */
export function pageAt(path: string): Page {
  const id = /^\/chat\/([\w-]+)$/.exec(path)?.[1];
  if (id !== undefined) return { kind: "conversation", id };
  if (/^\/settings(\/|$)/.test(path)) return { kind: "settings" };
  if (/^\/video(\/|$)/.test(path)) return { kind: "video" };
  return { kind: path === "/bin" ? "bin" : "chat" };
}
