import { useEffect } from "react";
import { whenIdle } from "#web/ui/lazy.tsx";

/** Listens for selecting and copying as soon as the browser is idle: nobody copies earlier. If the code cannot be loaded, the browser copies what it shows. */
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
