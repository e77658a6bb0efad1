/** Text that grows is drawn 30 times a second: more often costs the computer more and shows nobody more. Less than two frames of a 60 Hz screen, because frames are not exact. */
const shortestMs = 30;

/** Calls `draw` in a frame of the browser, and not before `shortestMs` have passed since the last call. */
export function inFrames(draw: () => void) {
  let frame = 0;
  let last = Number.NEGATIVE_INFINITY;
  const next = (now: number) => {
    if (now - last < shortestMs) {
      frame = requestAnimationFrame(next);
      return;
    }
    frame = 0;
    last = now;
    draw();
  };
  return {
    /** Draws soon; in the next frame if it is urgent. */
    ask({ isUrgent = false } = {}) {
      if (isUrgent) last = Number.NEGATIVE_INFINITY;
      if (frame === 0) frame = requestAnimationFrame(next);
    },
    stop: () => cancelAnimationFrame(frame),
  };
}
