/** Marks the text field that gets the focus back: `<textarea {...focusHome}>`. */
export const focusHome = { "data-focus-home": "" };

/** Focuses the field on devices with a fine pointer only: on a phone the keyboard would cover half of the page. */
export function focusField(field: HTMLElement | null) {
  if (matchMedia("(pointer: fine)").matches) field?.focus();
}

/** Moves the focus to the text field when the focused element is gone; never takes it from an element that has it. */
export function returnFocus() {
  const focused = document.activeElement;
  if (focused && focused !== document.body) return;
  focusField(document.querySelector<HTMLElement>("[data-focus-home]"));
}
