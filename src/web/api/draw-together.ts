/** Growing text is drawn 30 times a second: drawing it more often costs more and nobody sees a difference. */
const shortestMs = 33;

/**
 * Collects the steps of a growing text and draws them together, at least `shortestMs` after the last drawing. With a timer and not in a frame of the
 * browser: React draws after that frame, so each drawing would take two, and a hidden window has none, although its answer ends there, too.
 */
export function drawTogether<Step>(draw: (steps: readonly Step[]) => void) {
  let waiting: Step[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function next() {
    timer = undefined;
    last = performance.now();
    const steps = waiting;
    waiting = [];
    draw(steps);
  }
  return {
    /** Draws the step soon; at once if it is urgent. */
    add(step: Step, { isUrgent = false } = {}) {
      waiting.push(step);
      if (timer !== undefined && !isUrgent) return;
      clearTimeout(timer);
      timer = setTimeout(next, isUrgent ? 0 : Math.max(0, last + shortestMs - performance.now()));
    },
    stop: () => clearTimeout(timer),
  };
}
