/** Pages that have more addresses below their own, and pages that have none. */
const withMore = ["settings", "video", "words", "review"] as const;
const alone = ["tutor", "bin"] as const;

/** The page at an address. The server links to what it needs, and the page loads that before it is drawn for the first time. */
export type Page =
  { kind: "conversation"; id: string } | { kind: "chat" | (typeof withMore)[number] | (typeof alone)[number] };

/** `/chat/0198… → conversation`. An address that names no page is drawn with what a new chat needs. */
export function pageAt(path: string): Page {
  const id = /^\/chat\/([\w-]+)$/.exec(path)?.[1];
  if (id !== undefined) return { kind: "conversation", id };
  const parent = withMore.find((name) => path === `/${name}` || path.startsWith(`/${name}/`));
  return { kind: parent ?? alone.find((name) => path === `/${name}`) ?? "chat" };
}
