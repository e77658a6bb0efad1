import type { GenerationEvent } from "#shared/generation.ts";
import { readPicture } from "#server/answers/read-picture.ts";
import { listImages } from "#server/db/messages.ts";
import { toReader } from "#server/models/resolve-provider.ts";
import { photoTokens } from "#server/pictures/views.ts";
import type { ChatDeps, Start } from "./types.ts";

/** Reads the pictures of the learner's message and explains the texts in them. */
export async function* explainPictures(
  deps: ChatDeps,
  { generationId, messageId, language, text }: Start,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const { generations, pictures } = deps;
  const photos = listImages(generations.db, [messageId]).get(messageId) ?? [];
  const input = {
    generationId,
    language,
    listsSeveral: false,
    ownText: text,
    async show({ responder, arePicturesSmall }: Parameters<Parameters<typeof readPicture>[1]["show"]>[0]) {
      const reader = { ...toReader(responder), arePicturesSmall };
      const images = (await pictures.readPhotos(reader, photos)).filter((image) => image !== null);
      const layout = photos.length > 1 ? "The pictures follow one another, like the pages of a text." : "";
      const tokens = photos.reduce((sum, photo) => sum + photoTokens(reader, photo), 0);
      return { images, layout, overlaps: false, tokens };
    },
  };
  yield* readPicture(deps, input, signal);
}
