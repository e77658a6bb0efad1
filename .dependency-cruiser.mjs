// Who may import whom. Each layer lists everything that its files may import besides each other; anything else fails the check.
// So does a folder that belongs to no layer. Globals, such as `fetch` and `Bun.env`, are restricted in .oxlintrc.json.
// scripts/check-law.test.ts plants breaches of both. See docs/decisions/011-import-law.md.

const npm = (...names) => names.map((name) => `node_modules/(@types/)?${name}/`);
const node = (...names) => [`^(${names.join("|")})$`];
const server = (...folders) => folders.map((folder) => `^src/server/${folder}/`);
const web = (...folders) => folders.map((folder) => `^src/web/${folder}/`);

const shared = ["^src/shared/"];
const zod = npm("zod");
const hono = [...npm("@hono/zod-openapi"), "node_modules/hono/(?!dist/(types/)?client/)"];
/** The rule `only-types-of-bun` keeps the values out. */
const bun = ["^bun(:sqlite)?$", ...npm("bun")];
const files = node("fs", "fs/promises", "os", "path");

// the files at the top of src/server: some are for every part of the server, the others start the app
const forAll =
  "(config|errors|instance-lock|local-hosts|logger|mask-secrets|own-files|paths|private-files|secret-forms|secrets|secrets-file|slices|storage|system-errors|version)[.]ts$";
const basics = [`^src/server/${forAll}`];
const dev = ["^src/server/dev[.]ts$"];
const wiring = [`^src/server/(?!dev[.]|${forAll})[^/]+$`];
const slices = ["^src/server/slices[.]ts$"];
const errorsAndLogger = ["^src/server/(errors|logger|system-errors)[.]ts$"];
const llm = [...server("llm"), ...shared, "^src/server/(mask-secrets|secret-forms|local-hosts)[.]ts$", ...zod];
const useCases =
  "(anki|cards|chat|data|downloads|events|frames|installed-dictionaries|model-doctor|model-test|review|search|speech|tutor|video|words)";
const belowUseCases = [
  ...shared,
  ...basics,
  ...server("db", "llm", "generations", "models", "tasks", "dictionaries", "languages", "pictures"),
];

const page = npm("react", "@tanstack/react-query", "wouter");
const components = [...shared, ...web("api", "ui", "i18n"), ...page];

/** layer → [its files, what they may import besides each other] */
const layers = {
  shared: [shared, zod],

  db: [
    server("db"),
    [...shared, ...zod, ...errorsAndLogger, "^src/server/paths[.]ts$", ...bun, ...files, ...node("zlib")],
  ],
  llm: [["^src/server/llm/(?!transport/)"], [...llm, ...npm("jsonrepair")]],
  "llm/transport": [
    server("llm/transport"),
    [...llm, ...npm("ipaddr.js"), ...node("http", "https", "net", "dns/promises", "stream", "zlib")],
  ],
  languages: [
    server("languages"),
    [
      ...[...shared, ...server("dictionaries"), ...slices, ...zod, ...files, ...node("worker_threads", "zlib")],
      ...npm("lindera-wasm-nodejs-ipadic"),
    ],
  ],
  dictionaries: [
    server("dictionaries"),
    [
      ...shared,
      "^src/server/system-errors[.]ts$",
      ...zod,
      ...bun,
      ...files,
      ...node("worker_threads", "zlib"),
      ...npm("csv-parse", "fflate", "saxes"),
    ],
  ],
  // files of Anki: SQLite databases of their own, in zip files
  "anki/package": [
    server("anki/package"),
    [
      ...shared,
      ...zod,
      ...bun,
      ...slices,
      ...node("crypto", "fs", "fs/promises", "path", "stream", "zlib"),
      ...npm("fflate"),
    ],
  ],
  // what a file of words contains, in a thread of its own
  "anki/source": [
    server("anki/(source|table)"),
    [...shared, ...server("anki/package"), ...files, ...node("worker_threads"), ...npm("csv-parse")],
  ],
  // languages and text alone: no HTTP, no database, no provider
  tasks: [server("tasks"), [...shared, "^src/server/llm/types[.]ts$", ...zod]],
  // it cuts repetitions from what a model is told later
  generations: [
    server("generations"),
    [...shared, ...server("db"), "^src/server/llm/answer/repetition[.]ts$", ...errorsAndLogger, ...slices, ...bun],
  ],
  http: [
    server("http"),
    [...shared, ...server("db"), ...errorsAndLogger, ...slices, ...bun, ...hono, ...zod, ...node("fs", "crypto")],
  ],
  pictures: [
    server("pictures"),
    [...shared, ...server("db"), "^src/server/llm/types[.]ts$", ...errorsAndLogger, ...bun, ...files, ...npm("sharp")],
  ],
  models: [server("models"), [...shared, ...basics, ...server("db", "llm", "generations"), ...bun, ...zod, ...files]],
  answers: [server("answers"), [...belowUseCases, ...bun, ...zod, ...files]],
  // a use case may import itself ($1), no other use case; texts of a picture become cards
  "use cases": [
    server("(cards|downloads|events|installed-dictionaries|model-doctor|model-test|search|speech|words)"),
    [...belowUseCases, ...server("answers", "$1"), ...bun, ...zod, ...files, ...node("worker_threads")],
  ],
  // the instructions of a conversation bring in words whose turn it is
  chat: [server("chat"), [...belowUseCases, ...server("answers", "tutor"), ...bun, ...zod, ...files]],
  tutor: [server("tutor"), [...belowUseCases, ...server("review"), ...bun, ...zod]],
  // the only one that knows the scheduler
  review: [server("review"), [...belowUseCases, ...bun, ...zod, ...npm("ts-fsrs")]],
  anki: [
    ["^src/server/anki/(?!(package|source|table)/)"],
    [
      ...[...belowUseCases, ...slices, ...bun, ...zod, ...files, ...node("worker_threads")],
      ...server("answers", "anki", "words"),
    ],
  ],
  "use cases with cards": [
    server("(frames|video)"),
    [...belowUseCases, ...server("answers", "cards", "$1"), ...bun, ...zod, ...files, ...npm("youtubei.js")],
  ],
  data: [
    server("data"),
    [
      ...[...shared, ...basics, ...server("db", "dictionaries", "anki/table")],
      ...bun,
      ...zod,
      ...files,
      ...node("worker_threads"),
      ...npm("fflate"),
    ],
  ],
  routes: [
    server("routes"),
    [...belowUseCases, ...server(useCases, "answers", "http"), ...bun, ...hono, ...zod, ...files],
  ],
  basics: [
    basics,
    [...shared, "^src/server/llm/types[.]ts$", "^package[.]json$", ...npm("ipaddr.js"), ...bun, ...zod, ...files],
  ],
  stop: [server("stop"), ["^bun:ffi$", ...errorsAndLogger, ...node("os")]],
  upgrade: [server("upgrade"), [...shared, ...server("db"), ...errorsAndLogger, ...node("worker_threads")]],
  wiring: [wiring, [...server(".*"), ...basics, ...shared, ...bun, ...hono, ...files, ...node("zlib")]],
  dev: [dev, [...wiring, ...basics, "^src/web/index[.]html$", ...files]],

  "web/ui": [web("ui"), [...page, ...npm("react-dom")]],
  "web/i18n": [web("i18n"), [...shared, ...page, "^src/web/ui/lazy[.]tsx$"]],
  "web/api": [["^src/web/api/(?!client[.]ts$)"], [...web("api"), ...shared, ...page, ...npm("eventsource-parser")]],
  "web/api/client.ts": [
    ["^src/web/api/client[.]ts$"],
    [...web("api"), ...shared, ...npm("hono"), "^src/server/app[.]ts$"],
  ],
  "web/models": [web("models"), components],
  "web/text": [
    web("text"),
    [
      ...[...components, ...web("models")],
      ...npm("react-markdown", "remark-gfm", "remark-cjk-friendly", "remark-cjk-friendly-gfm-strikethrough"),
      ...npm("hast", "mdast", "micromark-util-types", "unified", "vfile"), // types
    ],
  ],
  "web/hear": [web("hear"), components],
  // words that go to Anki and to files, and come from there: dialogs that several features open
  "web/anki": [web("anki"), components],
  // a row of a video, in the list of videos and in Settings; what this browser keeps of files
  "web/videos": [web("videos"), [...components, ...npm("idb-keyval")]],
  "web/cards": [web("cards"), [...components, ...web("models", "text", "hear")]],
  // the same for features
  "web/features": [
    web("features/([^/]+)"),
    [
      ...[...components, ...web("models", "text", "hear", "anki", "videos", "cards", "features/$1")],
      ...npm("diff", "idb-keyval", "mediabunny", "react-markdown", "hast"),
    ],
  ],
  "web/app": [
    [...web("app", "styles"), "^src/web/[^/]+$"],
    [...components, ...web("models", "text", "hear", "anki", "cards", "features"), ...npm("react-dom")],
  ],
};

const allLayers = Object.values(layers).flatMap(([own]) => own);

const rule = (name, from, to) => ({ name, severity: "error", from, to });
const valuesOf = (path, ...allowed) => ({ path, dependencyTypesNot: ["type-only", ...allowed] });

export default {
  forbidden: [
    ...Object.entries(layers).map(([name, [own, others]]) =>
      rule(name, { path: own }, { pathNot: others.some((path) => path.includes("$1")) ? others : [...own, ...others] }),
    ),
    rule("unknown-folder", { path: "^src/", pathNot: allLayers }, {}),
    rule("unknown-folder", { path: "^src/", pathNot: allLayers, orphan: true }, {}),
    rule("no-circles", { path: "^src/" }, { circular: true }), // of types, too
    rule("no-circles", { pathNot: "^src/" }, { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } }),
    rule(
      "only-types-of-bun",
      { path: "^src/", pathNot: "^src/server/(db/|dictionaries/|anki/package/|instance-lock[.]ts$)" },
      valuesOf(bun),
    ),
    rule("only-types-of-llm", { path: server("tasks") }, valuesOf(server("llm"))),
    rule("only-types-of-the-app", { path: "^src/web/" }, valuesOf("^src/server/app[.]ts$")),
    // these cost time at the start
    rule(
      "loaded-when-first-used",
      { pathNot: "^src/server/video/youtube/youtubei[.]ts$" }, // a script of its own, which is loaded when first used
      valuesOf(npm("jsonrepair", "mediabunny", "sharp", "youtubei.js"), "dynamic-import"),
    ),
  ],
  options: {
    parser: "tsc",
    tsPreCompilationDeps: true, // imports of types count
    exclude: "[.]test[.]tsx?$",
    doNotFollow: "node_modules",
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
