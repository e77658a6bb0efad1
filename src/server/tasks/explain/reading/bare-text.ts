import { unwrap } from "#server/tasks/unwrap.ts";

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", apos: "'", "#39": "'" };

const quotes = ['""', "''", "“”", "‘’", "「」", "『』", "《》", "«»", "„“", "＂＂"];

/** A line without the marks of Markdown and HTML: `- **1.** cat` → `1. cat`. A tab divides cells, as a bar does. */
export function bareLine(line: string): string {
  return unwrap(
    line
      .normalize("NFC")
      .replace(/\t+/g, " | ")
      // control and format characters, and what makes 1️⃣ of 1
      .replace(/\p{Cc}|\p{Cf}|\ufffd|\ufe0f|\u20e3/gu, "")
      .replace(/<\/?[a-z][a-z0-9]*(?:\s[^<>]*=[^<>]*)?\s*\/?>/gi, " ")
      .replace(/&(amp|lt|gt|quot|nbsp|apos|#39);/g, (_, name: string) => entities[name] ?? "")
      .replace(/\\([|*_#[\]()~`.-])/g, "$1")
      .replace(/\*+|__+|`+|~~/g, "")
      .replace(/^[\s>]+/, "")
      .replace(/^#{1,6}\s*/, "")
      .replace(
        /^(?:[-+–—](?![(（]?\p{sc=Hangul})|[\s•·・‣▪▫●○◦■□◆◇►▶➤✓✔★☆※]|\p{Extended_Pictographic})+(?=[^\s-])/u,
        "",
      )
      .replace(/[\s\u3000]+/g, " ")
      .trim(),
    quotes,
  );
}

/** A code fence, a rule, or the line under the head of a table. */
export const isRule = (line: string): boolean => /^\s*(?:```|~~~|:::)/.test(line) || /^[\s|:=*_+\-–—─━―]*$/.test(line);

/** A text as the learner sees it: without the signs of a table or of JSON at its ends, and without quotes around it. */
export function cleanField(text: string): string {
  let field = text;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const before = field;
    field = withoutSigns(before);
    if (field === before) break;
  }
  return field;
}

/** Signs can be nested. */
const mostPasses = 20;

// a run is tried only from its beginning: from each of its places, it would take its length squared
function withoutSigns(text: string): string {
  const cut = text
    .replace(/(?<!\s)\s*[|｜][\s|｜]*/g, " ")
    .replace(/^[\s|:：=＝→>.,;、，；·\\]+/, "")
    .replace(/^[-–—]+\s*(?![(（]?\p{sc=Hangul})/u, "")
    .replace(/^(?:[①-⑳⓪❶-❿➀-➓]|\d{1,2}[.):：、](?!\d))+\s*/u, "")
    .replace(/(?<![\s|\\=→])[\s|\\=→]+$/, "")
    .replace(/(?<=["”])[,;]$/, "")
    .replace(/(?<![\s,;、，；:：])[\s,;、，；:：]+$/, "")
    .replace(/(?<!\s)\s+-+$/, "");
  const bare = unwrap(withoutLoneQuote(cut.trim()), quotes);
  const boxed = /^\[([^[\]]+)\]$|^【([^【】]+)】$|^<([^<>]+)>$|^\{([^{}]+)\}$/.exec(bare);
  return boxed?.slice(1).find((part) => part !== undefined) ?? bare;
}

/** A cut answer, or JSON read as lines, leaves a quotation mark without its pair: `"cat` → `cat`. */
function withoutLoneQuote(text: string): string {
  const count = text.match(/"/g)?.length ?? 0;
  return count === 1 ? text.replace(/^"|"$/g, "") : text;
}
