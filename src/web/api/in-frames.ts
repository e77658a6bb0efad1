/**
 * Growing text is drawn 30 times a second: drawing it more often costs more and nobody sees a difference. The value is slightly less than two
 * frames of a 60 Hz screen, because frames are not exact.
 */
const shortestMs = 30;

/** Collects the steps of a growing text and draws them together, in a frame of the browser and at least `shortestMs` after the last. */
export function inFrames<Step>(draw: (steps: readonly Step[]) => void) {
  let waiting: Step[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (now: number) => {
    frame = 0;
    last = now;
    const steps = waiting;
    waiting = [];
    draw(steps);
  };
  const askFrame = () => {
    timer = undefined;
    frame = requestAnimationFrame(next);
  };
  return {
    /** Draws the step soon; in the next frame if it is urgent. */
    add(step: Step, { isUrgent = false } = {}) {
      waiting.push(step);
      if (frame !== 0 || (timer !== undefined && !isUrgent)) return;
      clearTimeout(timer);
      // a frame that draws nothing is work, too: it is asked for when the time has come
      const restMs = isUrgent ? 0 : last + shortestMs - performance.now();
      if (restMs > 0) timer = setTimeout(askFrame, restMs);
      else askFrame();
    },
    stop() {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    },
  };
}
