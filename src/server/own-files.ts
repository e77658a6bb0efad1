import { basename, dirname, join } from "node:path";

/** Files and folders of Blossom itself. */
export type OwnFiles = {
  /** The built page. */
  page: string;
  /** What `scripts/build-data.ts` makes: bundled dictionaries and tables of the languages. */
  languageData: string;
  /** The scripts of the threads and of the process that the server starts. */
  analyser: string;
  importer: string;
  wordSource: string;
  drawing: string;
  guard: string;
  upgrade: string;
  /** The library that asks YouTube. */
  youtubei: string;
  dataWorker: string;
};

/**
 * Finds them beside the file that was started, `dist/server/main.js`, or in the sources. `import.meta.dir` would not do: Bun writes the folder
 * of the source into a bundle, so a built server that was moved would start the sources of another place.
 */
export function findOwnFiles(main: string): OwnFiles {
  const here = dirname(main);
  if (basename(main) !== "main.js") {
    const dist = join(import.meta.dir, "..", "..", "dist");
    return {
      page: join(dist, "web"),
      languageData: join(dist, "data"),
      analyser: join(import.meta.dir, "languages", "worker.ts"),
      importer: join(import.meta.dir, "dictionaries", "import", "import-worker.ts"),
      wordSource: join(import.meta.dir, "anki", "source", "source-worker.ts"),
      drawing: join(import.meta.dir, "pictures", "draw-process.ts"),
      guard: join(import.meta.dir, "stop", "guard-worker.ts"),
      upgrade: join(import.meta.dir, "upgrade", "upgrade-worker.ts"),
      youtubei: join(import.meta.dir, "video", "youtube", "youtubei.ts"),
      dataWorker: join(import.meta.dir, "data", "data-worker.ts"),
    };
  }
  return {
    page: join(here, "..", "web"),
    languageData: join(here, "..", "data"),
    analyser: join(here, "worker.js"),
    importer: join(here, "import-worker.js"),
    wordSource: join(here, "source-worker.js"),
    drawing: join(here, "draw-process.js"),
    guard: join(here, "guard-worker.js"),
    upgrade: join(here, "upgrade-worker.js"),
    youtubei: join(here, "youtubei.js"),
    dataWorker: join(here, "data-worker.js"),
  };
}
