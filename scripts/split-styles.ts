import { createHash } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";
import { readRules, type Rule, writeRules } from "./read-css.ts";

/**
 * Bun puts the styles of all parts into the style sheet of index.html, which the first paint waits for. This leaves there what the script of the first
 * visit uses. The rest becomes a second one, for which parts that are loaded later wait (`web/ui/load-styles.ts`); the server links it at once for a page
 * that begins with such a part (`server/page.ts`). Returns the names of both.
 */
export function splitStyles(folder: string, firstScript: string): { first: string; later: string } {
  const template = join(folder, "index.html");
  const html = fs.readFileSync(template, "utf8");
  const [link = "", file = ""] = /<link rel="stylesheet"[^>]*href="\/([^"]+\.css)">/.exec(html) ?? [];
  if (!file) throw new Error("index.html has no style sheet.");
  const rules = readRules(fs.readFileSync(join(folder, file), "utf8"));
  // those that Bun made for the lazy parts: nothing loads them
  for (const name of fs.readdirSync(folder)) if (name.endsWith(".css")) fs.rmSync(join(folder, name));

  const wordsOf = (script: string) => new Set(fs.readFileSync(join(folder, script), "utf8").match(/[\w-]+/g));
  const usedFirst = wordsOf(firstScript);
  const scripts = fs.readdirSync(folder).filter((name) => name.endsWith(".js") && name !== firstScript);
  const usedLater = new Set(scripts.flatMap((script) => [...wordsOf(script)]));
  const isLate = (name: string) => usedLater.has(name) && !usedFirst.has(name);

  const isFirst = ({ head, body }: Rule) => {
    if (body === undefined || head.startsWith("@")) return true;
    return selectorsOf(head).some((selector) => !classesOf(selector).some(isLate));
  };
  const firstRules = withoutUnusedFrames(keep(rules, isFirst));
  const laterRules = [...order(rules), ...keep(rules, (rule) => !isFirst(rule))];
  const first = write(folder, "index", firstRules);
  const later = write(folder, "later", [...laterRules, ...framesFor(laterRules, rules, firstRules)]);
  // without a meaning for the browser until something asks for it
  const links = `${link.replace(file, first)}<link rel="later" crossorigin href="/${later}">`;
  fs.writeFileSync(template, html.replace(link, links));
  return { first, later };
}

function write(folder: string, name: string, rules: readonly Rule[]): string {
  const css = writeRules(rules);
  const file = `${name}-${createHash("sha256").update(css).digest("hex").slice(0, 8)}.css`;
  fs.writeFileSync(join(folder, file), css);
  return file;
}

/** The rules for which this is true, in their blocks. */
function keep(rules: readonly Rule[], isWanted: (rule: Rule) => boolean): Rule[] {
  return rules.flatMap((rule) => {
    if (!rule.rules) return isWanted(rule) ? [rule] : [];
    const inner = keep(rule.rules, isWanted);
    return inner.length > 0 ? [{ head: rule.head, rules: inner }] : [];
  });
}

/** The order of the layers holds whichever style sheet arrives first. */
const order = (rules: readonly Rule[]) =>
  rules.filter(({ head, body, rules: inner }) => !body && !inner && head.startsWith("@layer"));

const isFrames = ({ head }: Rule) => head.startsWith("@keyframes ");
const nameOfFrames = ({ head }: Rule) => head.slice("@keyframes ".length).trim();

const withoutUnusedFrames = (rules: readonly Rule[]): Rule[] => {
  const css = writeRules(rules.filter((rule) => !isFrames(rule)));
  return rules.filter((rule) => !isFrames(rule) || css.includes(nameOfFrames(rule)));
};

/** The animations that these rules name and the first visit does not have. */
function framesFor(rules: readonly Rule[], all: readonly Rule[], first: readonly Rule[]): Rule[] {
  const css = writeRules(rules);
  return all.filter((rule) => isFrames(rule) && !first.includes(rule) && css.includes(nameOfFrames(rule)));
}

/** `a,:is(b,c) d` → a; :is(b,c) d */
function selectorsOf(head: string): string[] {
  const selectors = [""];
  let depth = 0;
  for (const sign of head) {
    if (sign === "(" || sign === "[") depth += 1;
    if (sign === ")" || sign === "]") depth -= 1;
    if (sign === "," && depth === 0) selectors.push("");
    else selectors[selectors.length - 1] += sign;
  }
  return selectors;
}

const classesOf = (selector: string) => [...selector.matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, name]) => name!);
