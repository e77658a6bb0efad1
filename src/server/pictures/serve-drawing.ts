import type { Size } from "#shared/pictures.ts";
import { AppError } from "#server/errors.ts";
import { drawStored, drawView } from "./draw.ts";
import type { ImageLibrary } from "./sharp.ts";
import type { View } from "./views.ts";

/** An upload to store, or a view of a stored picture. */
export type DrawRequest = { upload: Uint8Array; edge: number } | { stored: Uint8Array; view: View };
export type DrawResponse =
  | { bytes: Uint8Array; size: Size }
  | { failure: "invalid_image" | "pictures_unavailable" | "internal"; message: string };

/** Draws what the parent process requests until that process ends or disconnects. */
export function serveDrawing(load: () => Promise<ImageLibrary>): void {
  const library = load();
  library.catch(() => {}); // each request reports the error
  process.on("message", async (request: DrawRequest) => process.send?.(await answer(library, request)));
  process.on("disconnect", () => process.exit());
}

async function answer(loading: Promise<ImageLibrary>, request: DrawRequest): Promise<DrawResponse> {
  const library = await loading.catch((error: unknown) => String(error));
  if (typeof library === "string") return { failure: "pictures_unavailable", message: library };
  try {
    if ("upload" in request) return await drawStored(library, request.upload, request.edge);
    return { bytes: await drawView(library, request.stored, request.view), size: request.view.canvas };
  } catch (error) {
    if (error instanceof AppError) return { failure: "invalid_image", message: error.message };
    return { failure: "internal", message: String(error) };
  }
}
