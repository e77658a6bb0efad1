import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Region } from "#shared/frames.ts";
import { type Asking, askModel, type ToQuestion } from "#server/answers/ask-model.ts";
import { type LiveResponder, toReader } from "#server/models/resolve.ts";
import type { FrameRow } from "#server/db/frames.ts";
import { LLMError, type LLMImage, type LLMResult } from "#server/llm/types.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { viewTokens } from "#server/pictures/views.ts";
import { askToReadPicture, picturedTextsSchema } from "#server/tasks/read-picture/prompt.ts";
import { tidyTexts } from "#server/tasks/read-picture/tidy-texts.ts";
import { frameShots } from "./frame-views.ts";

export type FrameSelection = { frame: FrameRow; region: Region | null; language: LearningLanguage };
export type Reading = { texts: string[]; responder: LiveResponder; result: LLMResult };

/**
 * Yields the events of the request and returns the texts in the picture that are in the learning language. Throws LLMError;
 * `invalid_output` has the answer as `partialText`.
 */
export async function* readTexts(
  pictures: Pictures,
  selection: FrameSelection,
  asking: Omit<Asking, "toQuestion">,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent, Reading> {
  let overlaps = false;
  const asked = askModel({ ...asking, toQuestion }, signal);
  for (;;) {
    const { done, value } = await asked.next();
    if (!done) {
      if (value.type !== "text") yield value; // the text is JSON, which is useful only when complete
      continue;
    }
    const { responder, ...result } = value;
    const provider = responder.provider.name;
    if (result.finish === "refusal")
      throw new LLMError("refused", result.explanation ?? "The model declined to answer.", { provider });
    const { texts } = picturedTextsSchema.parse(result.object); // the provider has validated it against `schema`
    return { texts: tidyTexts(texts, selection.language, overlaps), responder, result };
  }

  async function toQuestion({ responder, arePicturesSmall }: Parameters<ToQuestion>[0]): ReturnType<ToQuestion> {
    const { frame, region, language } = selection;
    const reader = { ...toReader(responder), arePicturesSmall };
    const shots = frameShots(reader, frame, region);
    overlaps = shots.overlaps;
    const images: LLMImage[] = [];
    for (const view of shots.views) images.push(await pictures.readFrame(frame, view));
    const { system, messages, maxTokens, schema } = askToReadPicture(language, shots.layout, images);
    const text = [system, ...messages.map(({ content }) => content)].reduce(
      (sum, part) => sum + estimateTokens(part),
      0,
    );
    return {
      system,
      messages,
      tokens: shots.views.reduce((sum, view) => sum + viewTokens(reader, view), text),
      leftOutTurns: 0,
      leftOutPictures: 0,
      hasPicture: true,
      options: { ...(schema && { schema }), maxTokens: Math.min(maxTokens, responder.chat.maxTokens) },
    };
  }
}
