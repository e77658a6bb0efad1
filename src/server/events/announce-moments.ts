import type { Generations } from "#server/generations/log.ts";
import { deleteMoment, momentsOfAnswer } from "#server/db/moments.ts";
import type { Hub } from "./hub.ts";

/** Tells all browsers that the moments of a video have changed. */
export function announceMoments(hub: Hub, video: string) {
  hub.send({ type: "moments", video });
}

/**
 * Announces moments when the text of their frame is known and when their answer has ended. A frame in which no text was found, and one that the
 * learner stopped, leave no moment behind. After another failure the moment stays: it can be tried again with the frame that is kept.
 */
export function watchMoments({ db, onEvents, running }: Generations, hub: Hub) {
  onEvents.add(({ id, messageId, answer }, rows) => {
    const isOver = !running.has(id);
    if (messageId !== null || !(isOver || rows.some(({ event }) => hasText(event)))) return;
    for (const moment of momentsOfAnswer(db, id)) {
      const isEmpty = answer.outcome === "stopped" || answer.error?.code === "no_text";
      if (isOver && isEmpty && moment.answers === 1) deleteMoment(db, moment.id, Date.now());
      announceMoments(hub, moment.video);
    }
  });
}

const hasText = (event: string) => event.startsWith('{"type":"texts"') || event.startsWith('{"type":"card"');
