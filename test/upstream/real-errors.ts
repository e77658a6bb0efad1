import { tableLines } from "#shared/table-lines.ts";
import table from "./real-errors.tsv" with { type: "text" };
import words from "./error-words.tsv" with { type: "text" };

/** One answer of a real server, and what it means. Status 200: it comes as a line or event in the middle of an answer. */
export type RealError = {
  server: string;
  provider: "ollama" | "anthropic" | "openai-compatible";
  hasKey: boolean;
  status: number;
  headers: Record<string, string>;
  body: string;
  code: string;
  reason: string | undefined;
};

const providers = { ollama: "ollama", anthropic: "anthropic", openai: "openai-compatible" } as const;
const isProvider = (name: string): name is keyof typeof providers => name in providers;

export const realErrors: readonly RealError[] = tableLines(table).map((line) => {
  const [server = "", who = "", status = "", header = "-", body = "", code = "", reason = "-"] = line.split("\t");
  const [protocol = "", key] = who.split(", ");
  if (!isProvider(protocol)) throw new Error(`no provider in: ${line}`);
  const [name = "", ...value] = header === "-" ? [] : header.split(": ");
  return {
    server,
    provider: providers[protocol],
    hasKey: key !== "no key",
    status: Number(status),
    headers: name === "" ? {} : { [name]: value.join(": ") },
    body: body.replaceAll("⏎", "\n"),
    code,
    reason: reason === "-" ? undefined : reason,
  };
});

/** The English words for each code and reason, with {host} and {model}. */
export const errorWordsTable: ReadonlyMap<string, string> = new Map(
  tableLines(words).map((line) => {
    const [code = "", reason = "", text = ""] = line.split("\t");
    return [`${code} ${reason}`, text];
  }),
);
