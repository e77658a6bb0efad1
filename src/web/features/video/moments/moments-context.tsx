import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useMemo } from "react";
import type { Moment } from "#shared/video/moment.ts";
import { momentsQuery, useDeleteMoment } from "#web/api/moments.ts";
import { LineCardsContext } from "#web/features/video/captions/line-cards.ts";
import { useLines } from "#web/features/video/captions/lines-context.tsx";
import { useVideo } from "#web/features/video/video-context.ts";
import type { Job } from "./job.ts";
import { linesOfMoments } from "./lines-of-moments.ts";
import { inOrder, momentAt, neighbour, placeOf } from "./places.ts";
import { type Jobs, useJob } from "./use-job.ts";
import { useLinkedMoment } from "./use-linked-moment.ts";
import { isUnavailable } from "#web/features/video/player/is-unavailable.ts";
import { usePlayerValue } from "#web/features/video/player/use-player-value.ts";
import { useRememberedChoice } from "#web/features/video/use-remembered-choice.ts";
import { useShown } from "./use-shown.ts";

export type Moments = Jobs & {
  /** In the order of the timeline. */
  moments: readonly Moment[];
  /** The moment at the time of the video. */
  active: Moment | null;
  /** What the panel shows: the job of the last press, with its moment once that is stored, or another moment. */
  view: { job: Job | null; moment: Moment | null };
  /** The link leads to a moment that does not exist. */
  isLost: boolean;
  /** Shows a moment and leaves the video where it is. */
  show: (moment: Moment) => void;
  /** Shows a moment and moves the video to it. */
  open: (moment: Moment) => void;
  /** The moment before or after the current time. */
  neighbour: (step: 1 | -1) => Moment | null;
  isFollowing: boolean;
  setIsFollowing: (isFollowing: boolean) => void;
  /** The learner reads the panel: its card stays. */
  setIsHeld: (isHeld: boolean) => void;
};

const MomentsContext = createContext<Moments | null>(null);

export function useMoments(): Moments {
  const moments = use(MomentsContext);
  if (!moments) throw new Error("useMoments needs a MomentsProvider");
  return moments;
}

/** The moments of the open video, the job of Translate, and what the panel shows. */
export function MomentsProvider({ children }: { children: ReactNode }) {
  const open = useVideo();
  const { player, video } = open;
  const { lines, lineAt } = useLines();
  const { data } = useQuery(momentsQuery(video.key));
  const moments = useMemo(() => inOrder(data ?? []), [data]);
  const remove = useDeleteMoment(video.key);

  const [following, follow] = useRememberedChoice("follow", ["on", "off"]);
  const isFollowing = following === "on";
  const activeId = usePlayerValue(player, (now) => momentAt(moments, now.time())?.id ?? null, null);

  const jobs = useJob({
    open,
    lineAt,
    moments,
    onStart: () => show(null),
    onFound: (moment) => show(moment.id),
    onTakeBack: (id) => remove.mutate(id),
  });
  const { job } = jobs;
  const isBusy = job !== null && !job.isDone;
  const { shown, show, setIsHeld } = useShown({ active: activeId, isFollowing, isBusy });
  const byId = (id: string | null | undefined) => moments.find((moment) => moment.id === id) ?? null;
  const isLost = useLinkedMoment({ moments: data ? moments : null, player, show });

  const time = () => player?.time() ?? video.position;
  // without a video, there is nothing to wait for before its first moment
  const isAway = usePlayerValue(player, isUnavailable, true);
  const first = isAway ? moments[0] : undefined;
  // a picture without text leaves no moment: the list may name the moment of such a job for a while, and then no more
  const isGone = job?.momentId === null && byId(shown) === null;
  const isJobShown = job !== null && (shown === null || shown === job.momentId || isGone);
  const view = isJobShown
    ? { job, moment: byId(job.momentId) }
    : { job: null, moment: byId(shown) ?? moments.findLast(({ start }) => start <= time()) ?? first ?? null };

  const value: Moments = {
    ...jobs,
    moments,
    active: byId(activeId),
    view,
    isLost,
    show: (moment) => show(moment.id),
    open: (moment) => {
      show(moment.id);
      player?.seek(placeOf(moment));
    },
    neighbour: (step) => {
      const from = isAway && view.moment ? placeOf(view.moment) : time();
      return neighbour(moments, { step, time: from, shown: view.moment?.id ?? null });
    },
    isFollowing,
    setIsFollowing: (isOn) => follow(isOn ? "on" : "off"),
    setIsHeld,
  };
  const ofLines = useMemo(() => linesOfMoments(lines, moments), [lines, moments]);
  const lineCards = useMemo(() => new Set(ofLines.keys()), [ofLines]);
  const openCard = (index: number) => show(ofLines.get(index)?.id ?? null);
  return (
    <MomentsContext value={value}>
      <LineCardsContext value={{ lines: lineCards, open: openCard }}>{children}</LineCardsContext>
    </MomentsContext>
  );
}
