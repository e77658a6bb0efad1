import { z } from "zod";

/** Parts of a structured entry that are no meaning. The names are those that JMdict, Jitendex and Wiktionary files use. */
const notMeanings =
  /example|attribution|reference|xref|forms|tag|antonym|info-gloss|backlink|etymology|graphic|footnote/i;

const nodeSchema = z.object({
  type: z.string().optional(),
  tag: z.string().optional(),
  text: z.string().optional(),
  content: z.unknown(),
  data: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

const blocks: ReadonlySet<string> = new Set(["li", "div", "p", "tr", "ul", "ol", "br", "details", "summary"]);
const skipped: ReadonlySet<string> = new Set(["img", "rt", "rp"]);

/** How deep an entry may be nested; real ones stay below 20. */
const deepest = 60;

/** The meanings in a definition of a Yomitan term bank, as plain text. Pictures, examples and references are left out. */
export function readDefinition(definition: unknown): string[] {
  if (typeof definition === "string") return definition.split("\n");
  const lines = [""];
  collect(definition, lines, 0);
  return lines;
}

function collect(node: unknown, lines: string[], depth: number) {
  if (depth > deepest) return;
  if (typeof node === "string") {
    lines[lines.length - 1] += node;
    return;
  }
  if (Array.isArray(node)) {
    for (const child of node) collect(child, lines, depth + 1);
    return;
  }
  const { success, data } = nodeSchema.safeParse(node);
  if (!success) return;
  const { type, tag, text, content, data: marks } = data;
  if (type === "image" || skipped.has(tag ?? "")) return;
  if (Object.values(marks ?? {}).some((mark) => typeof mark === "string" && notMeanings.test(mark))) return;
  const isBlock = blocks.has(tag ?? "");
  if (isBlock) lines.push("");
  if (text !== undefined) lines[lines.length - 1] += text;
  collect(content, lines, depth + 1);
  if (isBlock) lines.push("");
}
