import type { QueryClient } from "@tanstack/react-query";
import type { Moment } from "#shared/video/moment.ts";
import { makeCard } from "#web/api/chat.ts";
import { getGeneration } from "#web/api/generations.ts";
import { momentsQuery } from "#web/api/moments.ts";
import { readShownResponder, showChangedResponder } from "#web/api/status.ts";
import { translateFrame } from "#web/api/translate-frame.ts";
import type { OpenVideo } from "#web/features/video/video-context.ts";
import type { Taken } from "./job.ts";
import { findSaved } from "./places.ts";
import { toDataUri } from "./to-data-uri.ts";

type Deps = { open: OpenVideo; queryClient: QueryClient; explanation: { explanationLanguage?: string } };

/** The saved moment of what was taken, if the model that would be asked now has answered it, or is answering it. */
export async function findAnswered(
  taken: Taken,
  moments: readonly Moment[],
  queryClient: QueryClient,
): Promise<Moment | null> {
  const saved = findSaved(moments, taken);
  if (!saved || saved.outcome === "failed" || saved.outcome === "stopped" || saved.outcome === "interrupted")
    return null;
  const [responder, { answer }] = await Promise.all([
    readShownResponder(queryClient),
    getGeneration(saved.generation).catch(() => ({ answer: null })),
  ]);
  const isSameModel = answer?.responder?.model === responder.model && answer.responder.provider === responder.provider;
  return isSameModel ? saved : null;
}

/** The answer that the server has started, and its moment. */
export type Sent = { generationId: string; momentId: string | null };

/** Sends a line or a frame with its place. Once this resolves, the server has stored the moment and is making the answer. */
export async function send(
  taken: Taken,
  { open: { video }, queryClient, explanation }: Deps,
  fresh: boolean,
): Promise<Sent> {
  const { at, start, end, momentId, text } = taken;
  const moment = { video: video.key, at, start, end, ...(momentId !== undefined && { id: momentId }) };
  const responder = await readShownResponder(queryClient);
  const common = { language: video.language, moment, responder, fresh, ...explanation };
  try {
    const { generationId, momentId = null } =
      text === null
        ? await translateFrame({ ...common, ...(await pictureOf(taken)) })
        : await makeCard({ ...common, text, context: contextOf(taken) });
    await queryClient.invalidateQueries({ queryKey: momentsQuery(video.key).queryKey });
    return { generationId, momentId };
  } catch (failure) {
    await showChangedResponder(queryClient, failure);
    throw failure;
  }
}

const pictureOf = async ({ frame, still, region }: Taken) => ({
  frame: frame?.id ?? (still ? await toDataUri(still.blob) : ""),
  ...(region && { region }),
});

const contextOf = ({ before, after }: Taken) => ({ before: [...before], after: [...after] });
