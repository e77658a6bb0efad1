const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // Anki acts on brackets in a field: [sound:…] plays a file, [latex] starts a program, 猫[ねこ] becomes ruby
  "[": "&#91;",
  "]": "&#93;",
};

/** A text as the HTML of an Anki field, in which nothing is markup: `<b>[latex]` → `&lt;b&gt;&#91;latex&#93;`. */
export const toHtml = (text: string): string =>
  text
    .replaceAll("\u001f", " ") // separates the fields of a note in the database
    .replace(/[&<>"'[\]]/g, (letter) => escapes[letter] ?? letter)
    .replace(/\r?\n/g, "<br>");

/** Whether a cell of a table holds HTML: Anki and other programs write it there too. `a < b` is text. */
export const isHtml = (cell: string): boolean =>
  /<\/?[a-z][a-z\d]{0,9}(?:[\s/][^<>]*)?>|&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[\da-f]{1,6});|\[sound:/i.test(cell);

/** The text of a field: `<b>猫</b>[sound:a.mp3]&nbsp;` → `猫`. Ruby becomes brackets: `<ruby>猫<rt>ねこ</rt></ruby>` → `猫[ねこ]`. */
export const toText = (html: string): string =>
  decodeEntities(
    withoutCode(html)
      .replace(/<rp\b[^<>]*>[^<>]{0,3}(?:<\/rp>)?/gi, "")
      .replace(/<rt\b[^<>]*>([^<>]{0,100})(?:<\/rt>)?/gi, "[$1]")
      .replace(/<ruby\b[^<>]*>/gi, " ")
      .replace(/<(br|div|p|li)\b[^<>]*>/gi, "\n")
      .replace(/<[^<>]*>/g, "")
      .replace(/\[(sound|anki):[^\][]*\]/g, ""),
  ).trim();

/** Removes styles and scripts with what is in them. One without an end keeps its text. */
function withoutCode(html: string): string {
  const opening = /<(style|script)\b/gi;
  let kept = "";
  let from = 0;
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const closing = new RegExp(`</${match[1]}\\s{0,9}>`, "gi");
    closing.lastIndex = opening.lastIndex;
    if (!closing.exec(html)) break;
    kept += html.slice(from, match.index);
    from = closing.lastIndex;
    opening.lastIndex = from;
  }
  return kept + html.slice(from);
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

const decodeEntities = (text: string): string =>
  text
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (entity, decimal, hex, name) => {
      if (name) return named[String(name).toLowerCase()] ?? entity;
      const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    })
    .replaceAll("\u00a0", " ");
