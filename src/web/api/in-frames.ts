/**
 * Text that grows is drawn 30 times a second: more often costs the computer more and shows nobody more. Less than two frames of a 60 Hz
 * screen, because frames are not exact.
 */
const shortestMs = 30;

/** Collects the steps of a text that grows and draws them together, in a frame of the browser and at least `shortestMs` after the last. */
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
