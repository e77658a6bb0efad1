import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { importLimits } from "./dictionaries/import/limits.ts";
import { exportLimits } from "./data/export-format.ts";
import { AppError } from "./errors.ts";
import { describeApi } from "./http/document.ts";
import { errorResponse } from "./http/error-response.ts";
import { checkRequest } from "./http/check-request.ts";
import { gate } from "./http/gate.ts";
import { listOperations, type Operations } from "./http/operations.ts";
import { createRouter, type Env } from "./http/router.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { waitLong } from "./http/wait-long.ts";
import { announceSaved } from "./routes/announce-saved.ts";
import { ankiRoutes } from "./routes/anki.ts";
import { analyseRoutes } from "./routes/analyse.ts";
import { binRoutes } from "./routes/bin.ts";
import { cardRoutes } from "./routes/cards.ts";
import { chatRoutes } from "./routes/chat.ts";
import { comprehensionRoutes } from "./routes/comprehension.ts";
import { contactRoutes } from "./routes/contacts.ts";
import { contextRoutes } from "./routes/context.ts";
import { conversationRoutes } from "./routes/conversations.ts";
import type { RouteDeps } from "./routes/deps.ts";
import { dataRoutes } from "./routes/data.ts";
import { dictionaryRoutes } from "./routes/dictionaries.ts";
import { downloadRoutes } from "./routes/downloads.ts";
import { eventRoutes } from "./routes/events.ts";
import { frameTokenRoutes } from "./routes/frame-tokens.ts";
import { frameRoutes } from "./routes/frames.ts";
import { generationRoutes } from "./routes/generations.ts";
import { imageRoutes } from "./routes/images.ts";
import { llmSettingsRoutes } from "./routes/llm-settings.ts";
import { lookUpRoutes } from "./routes/look-up.ts";
import { modelDoctorRoutes } from "./routes/model-doctor.ts";
import { modelTestRoutes } from "./routes/model-test.ts";
import { momentRoutes } from "./routes/moments.ts";
import { ollamaModelRoutes } from "./routes/ollama-models.ts";
import { readingRoutes } from "./routes/readings.ts";
import { reviewRoutes } from "./routes/review.ts";
import { searchRoutes } from "./routes/search.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { speechRoutes } from "./routes/speech.ts";
import { statusRoutes } from "./routes/status.ts";
import { tutorRoutes } from "./routes/tutor.ts";
import { videoRoutes } from "./routes/videos.ts";
import { wordExportRoutes } from "./routes/word-exports.ts";
import { wordImportRoutes } from "./routes/word-imports.ts";
import { wordListRoutes } from "./routes/word-list.ts";
import { wordRoutes } from "./routes/words.ts";
import { youtubeRoutes } from "./routes/youtube.ts";
import { serveStatic } from "./static.ts";
import { version } from "./version.ts";

export type AppDeps = RouteDeps & {
  /** The exact `Host` values of this server. Read at each request, because the port is known only after listening. */
  hosts: () => readonly string[];
  /** The built page; undefined in tests of routes. */
  pageDir?: string;
};

const mb = 1_000_000;
/**
 * Limits of a body: for text, for subtitles (as JSON they are larger than their file), for base64 pictures (four photos, or an uncompressed
 * screenshot), for the frame or the sound of a line, for a dictionary's file, and for an export.
 */
const largest = {
  text: mb,
  subtitles: 10 * mb,
  pictures: 30 * mb,
  sound: 2 * mb,
  file: importLimits.fileBytes,
  export: exportLimits.fileBytes,
};

const withPictures = new Set(["/api/chat", "/api/youtube/translate"]);

/** All routes and middleware. Does not listen: tests call `app.request()`. */
export function createApp(deps: AppDeps) {
  const app = createRouter();
  let operations: ((path: string) => Operations | undefined) | undefined;
  const operationsAt = (path: string) => (operations ??= listOperations(app))(path);
  app.use("/api/*", waitLong);
  app.use(securityHeaders, gate(deps.hosts), checkRequest(operationsAt));
  app.use("/api/*", announceSaved(deps.hub), limitPicturesAtOnce(), limitBody(operationsAt));
  app.use("/api/*", async (c, next) => {
    if (c.req.method !== "GET") deps.storage.trouble(); // notices a deleted database before something is written to it
    await next();
  });
  app.onError((error, c) => errorResponse(deps.closing.aborted ? whileClosing(error) : deps.storage.note(error), c));
  app.get("/api/openapi.json", (c) => c.json(describeApi(app, version)));
  const api = app
    .route("/api", statusRoutes(deps))
    .route("/api", settingsRoutes(deps))
    .route("/api", contactRoutes(deps))
    .route("/api", llmSettingsRoutes(deps))
    .route("/api", contextRoutes(deps))
    .route("/api", frameTokenRoutes(deps))
    .route("/api", downloadRoutes(deps))
    .route("/api", dictionaryRoutes(deps))
    .route("/api", dataRoutes(deps))
    .route("/api", ollamaModelRoutes(deps))
    .route("/api", modelTestRoutes(deps))
    .route("/api", modelDoctorRoutes(deps))
    .route("/api", conversationRoutes(deps))
    .route("/api", binRoutes(deps))
    .route("/api", searchRoutes(deps))
    .route("/api", imageRoutes(deps))
    .route("/api", chatRoutes(deps))
    .route("/api", cardRoutes(deps))
    .route("/api", analyseRoutes(deps))
    .route("/api", lookUpRoutes(deps))
    .route("/api", comprehensionRoutes(deps))
    .route("/api", readingRoutes(deps))
    .route("/api", wordListRoutes(deps)) // its /words/ids comes before /words/{id}
    .route("/api", wordRoutes(deps))
    .route("/api", wordExportRoutes(deps))
    .route("/api", ankiRoutes(deps))
    .route("/api", wordImportRoutes(deps))
    .route("/api", reviewRoutes(deps))
    .route("/api", tutorRoutes(deps))
    .route("/api", speechRoutes(deps))
    .route("/api", frameRoutes(deps))
    .route("/api", videoRoutes(deps))
    .route("/api", momentRoutes(deps))
    .route("/api", youtubeRoutes(deps))
    .route("/api", generationRoutes(deps))
    .route("/api", eventRoutes(deps));
  app.all("/api/*", () => {
    throw new AppError("not_found", "There is no such route.");
  });
  const askAs = (c: Context<Env>) => async (path: string) => {
    const { host = "", "accept-language": languages = "" } = c.req.header(); // the gate and the settings read these
    const response = await app.request(path, { headers: { host, "accept-language": languages } });
    return response.ok ? response.text() : null;
  };
  if (deps.pageDir !== undefined)
    app.get(
      "*",
      serveStatic(deps.pageDir, askAs, () => deps.hub.revision(), deps.closing),
    );
  app.notFound((c) => errorResponse(new AppError("not_found", "There is nothing here."), c));
  return api;
}

/** A request that was running while an import or a restore closed the database, or while Blossom stops. */
const whileClosing = (error: unknown): unknown =>
  error instanceof AppError ? error : new AppError("starting", "Blossom is closing its data. Try again in a moment.");

/** The type from which `web/api/client.ts` derives its requests. */
export type Api = ReturnType<typeof createApp>;

/** Bodies with pictures that may be in memory at once: a message with four large ones takes six times its bytes until they are stored. */
const mostPictureBytes = 35 * mb;

/** Refuses a body with pictures before it is read, while others fill the memory. One alone is always read. */
function limitPicturesAtOnce(): MiddlewareHandler<Env> {
  let waiting = 0;
  return async (c, next) => {
    if (!withPictures.has(c.req.path) || c.req.method !== "POST") return next();
    const bytes = Number(c.req.header("content-length") ?? largest.pictures);
    if (waiting > 0 && waiting + bytes > mostPictureBytes) {
      c.header("retry-after", "2");
      throw new AppError("pictures_waiting", "Other pictures are still being read. Try again in a moment.");
    }
    waiting += bytes;
    try {
      await next();
    } finally {
      waiting -= bytes;
    }
  };
}

function onError(): never {
  throw new AppError("too_large", "The request is too large.");
}
const limits = {
  text: bodyLimit({ maxSize: largest.text, onError }),
  subtitles: bodyLimit({ maxSize: largest.subtitles, onError }),
  sound: bodyLimit({ maxSize: largest.sound, onError }),
  pictures: bodyLimit({ maxSize: largest.pictures, onError }),
  file: bodyLimit({ maxSize: largest.file, onError }),
  export: bodyLimit({ maxSize: largest.export, onError }),
};
const limitBody =
  (operationsAt: (path: string) => Operations | undefined): ReturnType<typeof bodyLimit> =>
  (c, next) => {
    const { path, method } = c.req;
    const isFile = operationsAt(path)?.get(method) === "file";
    return limits[isFile ? ofFile(path) : ofText(path)](c, next);
  };
const ofFile = (path: string) => {
  if (path.startsWith("/api/moments/") || path.startsWith("/api/words/")) return "sound";
  return path.startsWith("/api/data/") ? "export" : "file";
};
const ofText = (path: string) => {
  if (withPictures.has(path)) return "pictures";
  return path.startsWith("/api/videos/") ? "subtitles" : "text";
};
