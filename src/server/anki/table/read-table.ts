import { CsvError, parse } from "csv-parse/sync";
import { FileProblem } from "#server/anki/package/file-problem.ts";
import { mostColumns } from "#shared/anki/source-values.ts";
import { readLimits } from "#server/anki/package/read-limits.ts";

export type Table = {
  /** Named by the first row if it looks like headings; otherwise 1, 2, 3. */
  columns: string[];
  rows: string[][];
  /** What the first lines of Anki's own text say: whether its cells are HTML. Null: they say nothing. */
  isHtml: boolean | null;
};

const separators: Record<string, string> = { tab: "\t", comma: ",", semicolon: ";", space: " ", pipe: "|", colon: ":" };

/** Names that headings of word lists have. */
const headings =
  /^(word|words|reading|meaning|meanings|status|language|level|lemma|expression|sentence|term|kanji|kana|hanzi|simplified|traditional|pinyin|hangul|vocabulary|vocab|front|back|definition|definitions|english|translation|pronunciation|furigana|gloss|pos|part of speech|id|key|tags|note|notes|hsk|jlpt|topik|単語|表現|語彙|読み|意味|单词|單詞|词语|詞語|生词|生詞|拼音|释义|釋義|意思|단어|어휘|뜻|의미|발음)$/i;

/**
 * A table with tabs, commas or semicolons. Anki's own text files begin with lines such as `#separator:tab`. Throws FileProblem: `empty`,
 * `open_quote` with its line, `damaged` or `too_large`.
 */
export function readTable(text: string): Table {
  const { options, rest, lines } = takeOptions(text.replace(/^\uFEFF/, ""));
  const rows = parseRows(rest, options.separator ?? findSeparator(rest), lines).map((row) => row.map(withoutGuard));
  if (rows.length === 0) throw new FileProblem("empty", "the table has no rows");
  if (rows.length > readLimits.notes) throw new FileProblem("too_large", `the table has ${rows.length} rows`);
  const width = Math.min(
    rows.reduce((most, row) => Math.max(most, row.length), 0),
    mostColumns,
  );
  const first = rows[0] ?? [];
  const hasHeadings = first.some((cell) => headings.test(cell.trim()));
  const named = options.columns ?? (hasHeadings ? first : []);
  const columns = Array.from({ length: width }, (_, index) => named[index]?.trim().slice(0, 100) || String(index + 1));
  return {
    columns,
    rows: options.columns === undefined && hasHeadings ? rows.slice(1) : rows,
    isHtml: options.isHtml ?? null,
  };
}

type Options = { separator?: string; columns?: string[]; isHtml?: boolean };

function takeOptions(text: string): { options: Options; rest: string; lines: number } {
  const options: Options = {};
  const option = /#([a-z ]+):(.*?)(?:\r?\n|$)/iy;
  let [end, lines] = [0, 0];
  for (let line = option.exec(text); line; line = option.exec(text)) {
    end = option.lastIndex;
    lines++;
    const [, name = "", value = ""] = line;
    if (/^separator$/i.test(name)) options.separator = separators[value.trim().toLowerCase()] ?? (value || "\t");
    if (/^html$/i.test(name)) options.isHtml = /^true\s*$/i.test(value);
    if (/^columns$/i.test(name)) options.columns = value.split(options.separator ?? "\t");
  }
  return { options, rest: text.slice(end), lines };
}

/** The one that the first lines have most often. */
function findSeparator(text: string): string {
  const start = text.split("\n", 10).join("\n");
  const count = (separator: string) => start.split(separator).length;
  return ["\t", ";", ","].toSorted((one, other) => count(other) - count(one))[0] ?? ",";
}

/** `before`: how many lines of the file stand before the text. */
function parseRows(text: string, delimiter: string, before: number): string[][] {
  let read = 0;
  const onRecord = (row: string[], { lines }: { lines: number }) => {
    read = lines;
    return row;
  };
  const relaxed = { relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
  try {
    return parse(text, { delimiter, ...relaxed, on_record: onRecord });
  } catch (error) {
    if (error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED") {
      const line = before + read + 1;
      throw new FileProblem("open_quote", `a quoted cell of line ${line} does not end`, line);
    }
    throw new FileProblem("damaged", `the table cannot be read: ${String(error)}`);
  }
}

/** What `write-table.ts` puts before a cell that a spreadsheet would calculate. */
const withoutGuard = (cell: string) => cell.replace(/^'(?=[=+\-@＝＋－＠\t\r\n])/, "");
