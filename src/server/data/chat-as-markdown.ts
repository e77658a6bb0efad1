import { toMinuteText } from "#shared/date-text.ts";
import type { ReadableChat, ReadableMessage } from "#server/db/readable-chats.ts";

/** One conversation as Markdown, in pieces. `imagesAt`: where the pictures are; null: they are only mentioned. */
export function* chatAsMarkdown(
  { title, createdAt }: Pick<ReadableChat, "title" | "createdAt">,
  messages: Iterable<ReadableMessage>,
  imagesAt: string | null,
): Generator<string> {
  const name = (title ?? "").replaceAll(/\s+/g, " ").trim();
  yield `# ${name || "Blossom"}\n\n${toMinuteText(createdAt)}\n`;
  for (const { role, text, images, createdAt: at } of messages) {
    const pictures = images.map((id) => (imagesAt === null ? "🖼" : `![](${imagesAt}/${id}.jpg)`));
    const body = [...pictures, role === "learner" ? quote(text) : withBreaks(text)]
      .filter((part) => part !== "")
      .join("\n\n");
    yield `\n## ${role === "learner" ? "→" : "←"} ${toMinuteText(at)}\n\n${body}\n`;
  }
}

/** The learner wrote no Markdown: `#` at the beginning of a line is no heading. A lone carriage return ends a line of Markdown, too. */
const quote = (text: string) =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${line}`)
    .join("\n");

/** The page keeps the line breaks of an answer, and a card has one thing on each line. Markdown would join the lines: two spaces keep them apart. */
const withBreaks = (text: string) => text.replaceAll(/(?<=\S)\n(?=[^\S\n]*\S)/g, "  \n");
