import type { Context } from "hono";
import type { Conversation } from "#shared/chat.ts";
import type { Revision } from "#shared/events.ts";
import type { FirstFrame } from "#shared/first-frame.ts";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import { type Page, pageAt } from "#shared/page-at.ts";
import type { Settings } from "#shared/settings.ts";
import type { FirstFrames } from "./first-frames.ts";
import { browserLanguage } from "./http/browser-language.ts";
import type { Env } from "./http/router.ts";
import { logger } from "./logger.ts";

/** The facts from `scripts/build.ts` about each kind of page in each language: its title, and the files that it needs besides those in index.html. */
export type Preloads = Partial<
  Record<PageKind, Partial<Record<InterfaceLanguage, { title: string; files: readonly string[] }>>>
>;
export type PageKind = Page["kind"];

/** Asks the app itself for a path of the API; null if that fails. */
export type AskApp = (path: string) => Promise<string | null>;

/** `head`: the start of the page, which the browser begins with while the server reads and draws the rest. */
export type PageParts = { head: string; rest: Promise<string> };

/**
 * The page at a path: index.html with the learner's theme and language, with links to the code that this page needs, and with the
 * responses to the API requests that it would make first. So it is drawn once, complete, without waiting for another request. `revision`: of the hub,
 * read before everything else, so that the page knows at its first `hello` whether it has missed a change.
 */
export async function buildPage(
  c: Context<Env>,
  template: string,
  preloads: Preloads,
  ask: AskApp,
  revision: Revision,
  frames: FirstFrames,
): Promise<PageParts> {
  const page = pageAt(c.req.path);
  // first and alone, because the head needs them
  const [settingsPath, ...otherPaths] = readsOf(page);
  const settingsBody = await ask(settingsPath);
  const settings = readSettings(settingsBody);
  const language = settings?.interfaceLanguage ?? browserLanguage(c.req.header("accept-language"));
  const { title = "", files = [] } = preloads[page.kind]?.[language] ?? {};
  const isDrawn = frames.canDraw && isDrawnFirst(c, page);
  const [head = "", body = ""] = template.split(/(?=<\/head>)/);
  return {
    head: fillHead(head, page, settings, language, isDrawn ? "after-paint" : "modulepreload", files),
    rest: rest().catch(withoutContent),
  };

  /** The page then asks for everything itself. */
  function withoutContent(error: unknown): string {
    logger.error("page sent without content", { error });
    return body;
  }

  async function rest(): Promise<string> {
    const responses = await answerFirst(otherPaths, ask);
    if (settingsBody !== null) responses.set(settingsPath, settingsBody);
    const frame = isDrawn ? await drawFrame(c, page, language, responses, frames) : null;
    const heading = titleOf(responses, page) ?? `>${toHtml(title)}`;
    return body
      .replace(/<div id="root">.*<\/div>/s, (found) =>
        frame ? `<div id="root" data-first-frame="${frame.day}">${frame.html}</div>` : found,
      )
      .replace(/(<span class="early-title")>/, (_, span: string) => `${span} data-page="${page.kind}"${heading}`)
      .replace("</body>", () => `${toDataBlock(responses, revision)}</body>`);
  }
}

function fillHead(
  template: string,
  page: Page,
  settings: PageSettings | null,
  language: InterfaceLanguage,
  rel: "after-paint" | "modulepreload",
  files: readonly string[],
): string {
  const chosen = settings && settings.theme !== "system" ? settings.theme : null;
  const theme = chosen === null ? "" : ` data-theme="${chosen}"`;
  const links = files.map((file) => `<link rel="${rel}" fetchpriority="low" crossorigin href="${file}">`);
  return (
    template
      .replace('<html lang="en">', () => `<html lang="${language}"${theme}${textSettings(settings)}>`)
      // the empty window has this colour until the page is drawn
      .replace(/(<meta name="color-scheme" content=")[^"]*/, (found, start: string) =>
        chosen ? start + chosen : found,
      )
      // and the bars of the browser around it
      .replace(/(data-scheme="(\w+)" media=")[^"]*/g, (found, start: string, scheme: string) =>
        chosen ? `${start}${scheme === chosen ? "all" : "not all"}` : found,
      )
      // the start page draws nothing that needs these styles
      .replace('<link rel="later"', (found) => (page.kind === "chat" ? found : '<link rel="stylesheet"')) +
    links.join("")
  );
}

/** Only these pages are drawn from what arrives with them. */
const isDrawnFirst = (c: Context<Env>, page: Page) =>
  (page.kind === "conversation" || ["/chat", "/settings", "/settings/models"].includes(c.req.path)) &&
  new URL(c.req.url).search === "";

/** Null unless all is there that the page is drawn from: it must draw the same. */
async function drawFrame(
  c: Context<Env>,
  page: Page,
  language: InterfaceLanguage,
  responses: ReadonlyMap<string, string>,
  frames: FirstFrames,
): Promise<FirstFrame | null> {
  if (!readsOf(page).every((path) => responses.has(path))) return null;
  return frames.draw({ url: c.req.url, language, userAgent: c.req.header("user-agent") ?? "", responses });
}

/** The settings that the styles of texts read, as `showTextSettings` of the page writes them. */
function textSettings(settings: PageSettings | null): string {
  if (settings === null) return "";
  const { readings, textSize, toneColours } = settings;
  return ` data-readings="${readings}" data-text-size="${textSize}" data-tones="${toneColours}"`;
}

const pathOf = (id: string) => `/api/conversations/${id}`;

/** What a page asks for first. If the page asks for something else, it still works, but e2e/first-visit.e2e.ts fails. */
const readsOf = (page: Page): [string, ...string[]] => [
  "/api/settings",
  "/api/conversations?limit=50",
  ...(page.kind === "conversation" ? [pathOf(page.id), `${pathOf(page.id)}/words`] : []),
  ...(page.kind === "settings" ? ["/api/llm/settings"] : []),
];

/** The successful responses. The status may wait for a model server, so it is included only if it is ready at once. */
async function answerFirst(reads: readonly string[], ask: AskApp): Promise<Map<string, string>> {
  const responses = new Map<string, string>();
  const answer = async (path: string) => {
    const body = await ask(path);
    if (body !== null) responses.set(path, body);
  };
  void answer("/api/status");
  await Promise.all(reads.map(answer));
  return new Map(responses); // a status that comes later is not in it
}

const readSettings = (body: string | null) => (body === null ? null : (JSON.parse(body) as PageSettings)); // our own response

type PageSettings = Pick<Settings, "interfaceLanguage" | "theme" | "readings" | "textSize" | "toneColours">;

/** The conversation's title, so that the first frame shows which conversation is open: ` lang="ja">題名`. */
function titleOf(responses: ReadonlyMap<string, string>, page: Page): string | null {
  const body = page.kind === "conversation" ? responses.get(pathOf(page.id)) : undefined;
  if (body === undefined) return null;
  const { title, language } = (JSON.parse(body) as { conversation: Conversation }).conversation; // our own response
  if (title === null) return null;
  return `${isWrittenIn(title, language) ? ` lang="${language}"` : ""}>${toHtml(title)}`;
}

const toHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * The responses as JSON inside the page. A data block is never run, so the policy needs no exception for it. No text in it can end the
 * block: `</script>` and `<!--` need a `<`, and JSON has one only in strings, where an escape means the same.
 */
function toDataBlock(responses: ReadonlyMap<string, string>, { models, rest }: Revision): string {
  const fields = [...responses].map(([path, body]) => `${JSON.stringify(path)}:${body}`);
  return `<script type="application/json" id="first-responses" data-models="${models}" data-rest="${rest}">{${fields.join(",").replaceAll("<", "\\u003c")}}</script>`;
}
