import { useEffect } from "react";
import { whenIdle } from "#web/ui/lazy.tsx";

/** Listens for selecting and copying once the page stands still: there is nothing to copy before. If that cannot be loaded, the browser copies what is drawn. */
export function useCopy() {
  useEffect(() => {
    let isHere = true;
    let stop = () => {};
    const load = async () => {
      const { listen } = await import("./listen.ts");
      if (isHere) stop = listen();
    };
    const cancel = whenIdle(() => void load().catch(() => {}), 1_000);
    return () => {
      isHere = false;
      cancel();
      stop();
    };
  }, []);
}
