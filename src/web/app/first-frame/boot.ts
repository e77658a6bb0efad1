// The first script of the page, as small as possible. It loads the page's code when the first frame is on the screen: on two processors, compiling that code would
// delay the paint. `scripts/defer-code.ts` builds it alone and puts it into index.html. Development does without it, because it has no first frame.
import { holdPresses } from "./hold-presses.ts";
import { listensEvent } from "./listens-event.ts";

const root = document.getElementById("root")!;
const isDrawn = root.hasAttribute("data-first-frame");
if (isDrawn) document.addEventListener(listensEvent, holdPresses(root), { once: true });

/** Until the frame is on the screen, which is later than its drawing. A window in the background paints nothing, and half a second is long enough for any other. */
const firstPaint = () =>
  new Promise<void>((resolve) => {
    if (document.hidden) return resolve();
    setTimeout(resolve, 500);
    const look = (list: PerformanceObserverEntryList) => {
      if (list.getEntriesByName("first-contentful-paint").length > 0) resolve();
    };
    new PerformanceObserver(look).observe({ type: "paint", buffered: true });
  });

async function load() {
  if (isDrawn) await firstPaint();
  const links = document.querySelectorAll<HTMLLinkElement>("link[rel=after-paint], link[rel=modulepreload]");
  for (const link of links) link.rel = "modulepreload"; // browsers ignore links of the other kind
  await import(links[0]!.href);
}

void load();
