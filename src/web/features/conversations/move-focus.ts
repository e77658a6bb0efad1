import type { KeyboardEvent } from "react";

/**
 * Moves the focus with the arrow keys: up and down between chats, right and left between a chat and its actions. So each chat is one tab
 * stop. Returns true if the key was used.
 */
export function moveFocus({ key, target, ...event }: KeyboardEvent, list: HTMLElement | null): boolean {
  if (!list || !(target instanceof HTMLElement) || target instanceof HTMLInputElement) return false;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const row = target.closest<HTMLElement>("[data-chat]");
  if (!row) return false;
  const next = nextTo(key, row, target, list);
  next?.focus();
  return next !== undefined;
}

function nextTo(key: string, row: HTMLElement, target: HTMLElement, list: HTMLElement): HTMLElement | undefined {
  if (key === "ArrowRight" || key === "ArrowLeft") {
    const parts = [...row.querySelectorAll<HTMLElement>("a, button")];
    return parts[parts.indexOf(target) + (key === "ArrowRight" ? 1 : -1)];
  }
  if (key !== "ArrowDown" && key !== "ArrowUp") return undefined;
  const rows = [...list.querySelectorAll<HTMLElement>("[data-chat]")];
  const next = rows[rows.indexOf(row) + (key === "ArrowDown" ? 1 : -1)];
  return next?.querySelector<HTMLElement>("a") ?? undefined;
}
