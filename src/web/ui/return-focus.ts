/** Goes on the element that is written in: `<textarea {...focusHome}>`. */
export const focusHome = { "data-focus-home": "" };

/** Where a keyboard is at hand; on a phone it would cover half of the page. */
export function focusField(field: HTMLElement | null) {
  if (matchMedia("(pointer: fine)").matches) field?.focus();
}

/** Gives the focus to where one writes, when what had it is gone; never takes it from anything that has it. */
export function returnFocus() {
  const focused = document.activeElement;
  if (focused && focused !== document.body) return;
  focusField(document.querySelector<HTMLElement>("[data-focus-home]"));
}
