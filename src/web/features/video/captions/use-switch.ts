import { useState } from "react";

/** A switch that this browser remembers. A browser that stores nothing forgets it with the page. */
export function useSwitch(name: string): [boolean, (isOn: boolean) => void] {
  const key = `blossom.video.${name}`;
  const [isOn, setIsOn] = useState(() => read(key) === "on");
  const change = (next: boolean) => {
    setIsOn(next);
    write(key, next ? "on" : "off");
  };
  return [isOn, change];
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
    // it holds until the page is closed
  }
}
