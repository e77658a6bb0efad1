import { createHash } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";
import { readRules, type Rule, writeRules } from "./read-css.ts";

/**
 * Bun puts the styles of all parts into the style sheet of index.html, which the first paint waits for. This puts what the first visit uses into index.html
 * itself, because asking for a file would take longer than drawing the page, and moves the rest into a second style sheet. Parts that are loaded later wait for that one (`web/ui/load-styles.ts`). The server links it at once for a page that
 * begins with such a part (`server/page.ts`).
 *
 * So a rule of a later part comes after all rules of the first visit, wherever it stood. That changes nothing while no element gets classes of two
 * modules that set the same property, unless one of them is in the layer `ui`, which always loses.
 */
export function splitStyles(folder: string, firstScript: string) {
  const template = join(folder, "index.html");
  const html = fs.readFileSync(template, "utf8");
  const [link = "", file = ""] = /<link rel="stylesheet"[^>]*href="\/([^"]+\.css)">/.exec(html) ?? [];
  if (!file) throw new Error("index.html has no style sheet.");
  const rules = readRules(fs.readFileSync(join(folder, file), "utf8"));
  // Bun also makes style sheets for the lazy parts, which nothing loads
  for (const name of fs.readdirSync(folder)) if (name.endsWith(".css")) fs.rmSync(join(folder, name));

  const wordsOf = (script: string) => wordsIn(fs.readFileSync(join(folder, script), "utf8"));
  const usedFirst = wordsOf(firstScript).union(wordsIn(html)); // index.html draws a frame by itself, until the script has run
  const scripts = fs.readdirSync(folder).filter((name) => name.endsWith(".js") && name !== firstScript);
  const usedLater = new Set(scripts.flatMap((script) => [...wordsOf(script)]));
  const isLate = (name: string) => usedLater.has(name) && !usedFirst.has(name);

  const isFirst = ({ head, body }: Rule) => {
    if (body === undefined || head.startsWith("@")) return true;
    return selectorsOf(head).some((selector) => !classesOf(selector).some(isLate));
  };
  const firstRules = withoutUnusedFrames(keep(rules, isFirst));
  const laterRules = [...order(rules), ...keep(rules, (rule) => !isFirst(rule))];
  const first = writeRules(firstRules);
  if (first.includes("</")) throw new Error("A style sheet inside a page must not end the element.");
  const later = write(folder, "later", [...laterRules, ...framesFor(laterRules, rules, firstRules)]);
  // browsers ignore a link of this kind: `load-styles.ts` or the server turns it into a style sheet
  const styles = `<style>${first}</style><link rel="later" crossorigin href="/${later}">`;
  fs.writeFileSync(
    template,
    html.replace(link, () => styles),
  );
}

const wordsIn = (text: string) => new Set(text.match(/[\w-]+/g));

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
