import { useState } from "react";
import type { Living } from "#web/text/living.ts";

export const placeOf = ({ text, index }: Living): string => `${index} ${text}`;

/** The words on their way to Anki. The learner may look up another one meanwhile and send it, too, or close the popup. */
export function useSending() {
  const [all, setAll] = useState<readonly Living[]>([]);
  return {
    all,
    add: (living: Living) =>
      setAll((now) => (now.some((each) => placeOf(each) === placeOf(living)) ? now : [...now, living])),
    drop: (living: Living) => setAll((now) => now.filter((each) => each !== living)),
  };
}
