import type { BuildMetafile } from "bun";
import { basename } from "node:path";
import { type InterfaceLanguage, interfaceLanguages } from "#shared/interface-languages.ts";
import type { PageKind, Preloads } from "#server/page.ts";
import { en, type Strings } from "#web/i18n/en.ts";
import { ja } from "#web/i18n/ja.ts";
import { ko } from "#web/i18n/ko.ts";
import { zhHans } from "#web/i18n/zh-Hans.ts";
import { zhHant } from "#web/i18n/zh-Hant.ts";
import type { Together } from "./merge-scripts.ts";

const strings: Record<InterfaceLanguage, Strings> = { en, ja, ko, "zh-Hans": zhHans, "zh-Hant": zhHant };

/** Builds the page's files; writes them only if there is a folder for them. */
export const buildPage = (outdir?: string) =>
  Bun.build({
    entrypoints: ["src/web/index.html"],
    ...(outdir !== undefined && { outdir }),
    target: "browser",
    minify: true,
    splitting: true,
    publicPath: "/",
    metafile: true,
    define: { "process.env.NODE_ENV": '"production"' },
    naming: { entry: "[name].[ext]", chunk: "[name]-[hash].[ext]", asset: "[name]-[hash].[ext]" },
  });

/** A conversation can be read without this: if it cannot be loaded, the text is shown as it was written. */
const markdown = "features/chat/markdown.tsx";

/** The title in the bar of a page, the lazy parts that it draws first, and its strings in `web/i18n/<language>/`. */
type Part = { title: (strings: Strings) => string; sources: string[]; strings: string[] };
const parts: Record<PageKind, Part> = {
  chat: { title: ({ shell }) => shell.newChat, sources: [], strings: [] },
  conversation: {
    title: () => "",
    sources: [
      "features/chat/thread.tsx",
      markdown,
      "features/chat/sentence-check.tsx",
      "cards/save/save-word.tsx",
      "cards/save/save-text.tsx",
    ],
    strings: ["answering.ts", "saving.ts"],
  },
  settings: {
    title: ({ shell }) => shell.settings,
    sources: ["features/settings/settings-page.tsx"],
    strings: ["settings.ts", "models.ts", "anki.ts"],
  },
  video: { title: ({ shell }) => shell.video, sources: ["features/video/video-page.tsx"], strings: ["video.ts"] },
  words: {
    title: ({ shell }) => shell.words,
    sources: ["features/words/words-page.tsx"],
    strings: ["words.ts", "saving.ts"],
  },
  review: { title: ({ shell }) => shell.review, sources: ["features/review/review-page.tsx"], strings: ["review.ts"] },
  tutor: { title: ({ shell }) => shell.tutor, sources: ["features/tutor/tutor-page.tsx"], strings: ["tutor.ts"] },
  bin: { title: ({ shell }) => shell.bin, sources: ["features/bin/bin-page.tsx"], strings: ["bin.ts"] },
};

/** These pages split no group of a conversation, which would begin with twelve files instead of seven. They load a little more of it than they need. */
const splitsNothing: readonly string[] = ["video", "words", "review", "tutor"] satisfies PageKind[];

/**
 * The files that become one: those of the first visit, and for each set of page kinds those that exactly these kinds begin with. Such a page loads all files of its
 * groups anyway. A part that appears later may need only one of them, and then loads the whole group.
 */
export function findGroups(metafile: BuildMetafile): Together[] {
  const first = filesFor("src/web/main.tsx", metafile);
  const kinds = new Map<string, string[]>();
  const begin = Object.entries(parts).map(
    ([kind, part]) => [kind, part.sources.filter((one) => one !== markdown)] as const,
  );
  for (const [kind, sources] of [...begin, ["markdown", [markdown]] as const]) {
    for (const file of new Set(sources.flatMap((source) => filesFor(`src/web/${source}`, metafile)))) {
      const before = kinds.get(file) ?? [];
      const isSplit = splitsNothing.includes(kind) && before.includes("conversation");
      if (!first.includes(file) && !isSplit) kinds.set(file, [...before, kind]);
    }
  }
  const groups = Map.groupBy(kinds.keys(), (file) => kinds.get(file)!.join("-"));
  return [{ name: "first-visit", files: first }, ...[...groups].map(([name, files]) => ({ name, files }))];
}

/** The scripts of each kind of page in each language, the page's own code first. The server links to them, so that they load at once. */
export function findPreloads(metafile: BuildMetafile, renamed: ReadonlyMap<string, string>): Preloads {
  const scripts = (sources: readonly string[]) => {
    const files = ["main.tsx", ...sources].flatMap((source) => filesFor(`src/web/${source}`, metafile));
    return [...new Set(files.map((file) => `/${renamed.get(basename(file))}`))];
  };
  return Object.fromEntries(
    Object.entries(parts).map(([kind, { title, sources, strings: names }]) => [
      kind,
      Object.fromEntries(
        interfaceLanguages.map((language) => {
          const ofLanguage = [`i18n/${language}.ts`, ...names.map((name) => `i18n/${language}/${name}`)];
          return [language, { title: title(strings[language]), files: scripts([...sources, ...ofLanguage]) }];
        }),
      ),
    ]),
  );
}

/** The built files with code of this source, and all files that they import statically: the browser loads them before it runs any of them. */
export function filesFor(source: string, { outputs }: BuildMetafile): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    const output = outputs[name];
    if (!output || found.has(name)) return;
    found.add(name);
    for (const { path, kind } of output.imports) if (kind === "import-statement") visit(path);
  };
  for (const [name, { inputs }] of Object.entries(outputs)) if (source in inputs) visit(name);
  return [...found];
}
