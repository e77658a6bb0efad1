/**
 * Growing text is drawn 30 times a second: drawing it more often costs more and nobody sees a difference. The value is slightly less than two
 * frames of a 60 Hz screen, because frames are not exact.
 */
const shortestMs = 30;

/** Collects the steps of a growing text and draws them together, in a frame of the browser and at least `shortestMs` after the last. */
export function inFrames<Step>(draw: (steps: readonly Step[]) => void) {
  let waiting: Step[] = [];
  let frame = 0;
  let last = Number.NEGATIVE_INFINITY;
  const next = (now: number) => {
    if (now - last < shortestMs) {
      frame = requestAnimationFrame(next);
      return;
    }
    frame = 0;
    last = now;
    const steps = waiting;
    waiting = [];
    draw(steps);
  };
  return {
    /** Draws the step soon; in the next frame if it is urgent. */
    add(step: Step, { isUrgent = false } = {}) {
      waiting.push(step);
      if (isUrgent) last = Number.NEGATIVE_INFINITY;
      if (frame === 0) frame = requestAnimationFrame(next);
    },
    stop: () => cancelAnimationFrame(frame),
  };
}
