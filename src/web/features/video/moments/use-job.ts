import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Moment } from "#shared/video/moment.ts";
import { stopGeneration } from "#web/api/chat.ts";
import { useExplanationLanguage } from "#web/cards/use-explanation-tag.ts";
import type { LineAt } from "#web/features/video/captions/lines-context.tsx";
import { keepLineMedia } from "#web/features/video/line-media/keep-line-media.ts";
import type { OpenVideo } from "#web/features/video/video-context.ts";
import type { Job, Taken, Target } from "./job.ts";
import { findAnswered, send } from "./run-job.ts";
import { take, takesSame } from "./take.ts";

type Deps = {
  open: OpenVideo;
  lineAt: LineAt;
  moments: readonly Moment[];
  onStart: () => void;
  /** Shows a saved moment instead of asking again. */
  onFound: (moment: Moment) => void;
  /** Takes back the moment of a job that was cancelled, or that has no result. */
  onTakeBack: (id: string) => void;
};

export type Jobs = {
  job: Job | null;
  /** Starts a job. One that is running is cancelled first; if it is of the same line or frame, that is all. */
  start: (target: Target) => void;
  /** Sends again what was taken before, or one of several texts that were found. */
  repeat: (taken: Taken) => void;
  /** Cancels the running job, so that nothing of it is saved. Returns whether there was one. */
  cancel: () => boolean;
  /** The job's answer has ended. One without a result leaves no moment. */
  finish: (id: number, hasResult: boolean) => void;
};

let lastId = 0;

export function useJob(deps: Deps): Jobs {
  const queryClient = useQueryClient();
  const explanation = useExplanationLanguage();
  const [job, setJob] = useState<Job | null>(null);
  const running = useRef<Running | null>(null);
  const latest = useRef({ ...deps, queryClient, explanation });
  useEffect(() => {
    latest.current = { ...deps, queryClient, explanation };
  });

  const cancel = useCallback((): boolean => {
    const { current } = running;
    running.current = null;
    if (!current || current.job.isDone) return false;
    current.abort.abort();
    takeBack(current, latest.current);
    setJob(null);
    return true;
  }, []);

  const run = useCallback(
    (get: (signal: AbortSignal) => Taken | Promise<Taken>, at: number, fresh: boolean) => {
      cancel();
      const abort = new AbortController();
      const { signal } = abort;
      const own: Running = { abort, isNew: true, job: { ...emptyJob, id: ++lastId, at } };
      running.current = own;
      latest.current.onStart();
      const change = (changes: Partial<Job>) => {
        own.job = { ...own.job, ...changes };
        if (running.current === own) setJob(own.job);
      };
      change({});
      void follow();

      async function follow() {
        let step: "taking" | "sending" = "taking";
        try {
          const taken = await get(signal);
          signal.throwIfAborted();
          change({ taken, at: taken.at, picture: taken.still && URL.createObjectURL(taken.still.blob) });
          step = "sending";
          const { moments, onFound } = latest.current;
          const saved = fresh ? null : await findAnswered(taken, moments, queryClient);
          signal.throwIfAborted();
          if (saved) {
            running.current = null;
            setJob(null);
            return onFound(saved);
          }
          const sent = await send(taken, latest.current, fresh);
          own.isNew = !moments.some(({ id }) => id === sent.momentId);
          change(sent);
          if (sent.momentId !== null && taken.source === "cue")
            void keepLineMedia({ moment: sent.momentId }, taken, latest.current.open, queryClient);
          // it was cancelled while it was being sent
          if (signal.aborted) takeBack(own, latest.current);
        } catch (error) {
          if (!signal.aborted) change({ trouble: { step, error }, isDone: true });
        }
      }
    },
    [cancel, queryClient],
  );

  useEffect(
    () => () => {
      // what the server has stored goes on without the page
      if (running.current?.job.generationId === null) running.current.abort.abort();
    },
    [],
  );
  useRevoked(job?.picture ?? null);

  const start = useCallback(
    (target: Target) => {
      const { open, lineAt } = latest.current;
      const job = running.current?.job;
      const isSame = job !== undefined && takesSame(job, target, { open, lineAt });
      if (cancel() && isSame) return;
      run((signal) => take(target, { open, lineAt }, signal), open.player?.time() ?? 0, false);
    },
    [cancel, run],
  );
  const repeat = useCallback((taken: Taken) => run(() => taken, taken.at, true), [run]);
  const finish = useCallback((id: number, hasResult: boolean) => {
    const { current } = running;
    if (current?.job.id !== id || current.job.isDone) return;
    const { momentId } = current.job;
    if (!hasResult && momentId !== null && current.isNew) latest.current.onTakeBack(momentId);
    current.job = { ...current.job, isDone: true, ...(!hasResult && { momentId: null }) };
    setJob(current.job);
  }, []);
  return { job, start, repeat, cancel, finish };
}

type Running = {
  abort: AbortController;
  job: Job;
  /** The moment did not exist before this job. */
  isNew: boolean;
};

const emptyJob: Omit<Job, "id" | "at"> = {
  taken: null,
  picture: null,
  momentId: null,
  generationId: null,
  trouble: null,
  isDone: false,
};

/** What was stored of a cancelled job is deleted again. */
function takeBack({ job: { generationId, momentId }, isNew }: Running, { onTakeBack }: Deps) {
  // if it has ended meanwhile, there is nothing to stop
  if (generationId) void stopGeneration(generationId).catch(() => {});
  if (momentId && isNew) onTakeBack(momentId);
}

/** Frees the picture's memory when another one is shown. */
function useRevoked(picture: string | null) {
  useEffect(() => {
    if (picture === null) return;
    return () => URL.revokeObjectURL(picture);
  }, [picture]);
}
