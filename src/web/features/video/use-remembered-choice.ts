import { useState } from "react";

/** A choice of this browser that the next visit remembers. A browser that stores nothing forgets it. */
export function useRememberedChoice<T extends string>(name: string, choices: readonly [T, ...T[]]) {
  const key = `blossom.video.${name}`;
  const [value, setValue] = useState<T>(() => choices.find((choice) => choice === read(key)) ?? choices[0]);
  const choose = (next: T) => {
    setValue(next);
    write(key, next);
  };
  return [value, choose] as const;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the choice holds until the page is closed
  }
}

/** A switch that is off until the learner turns it on. */
export function useRememberedSwitch(name: string) {
  const [choice, choose] = useRememberedChoice(name, ["off", "on"]);
  return [choice === "on", (isOn: boolean) => choose(isOn ? "on" : "off")] as const;
}
