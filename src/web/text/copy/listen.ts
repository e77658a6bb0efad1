import { copySelection } from "./selection.ts";
import { selectParagraph } from "./select-paragraph.ts";

/** Lets the learner select and copy texts as they are read. Returns a function that stops it. */
export function listen(): () => void {
  document.addEventListener("copy", copySelection);
  document.addEventListener("mousedown", selectParagraph);
  return () => {
    document.removeEventListener("copy", copySelection);
    document.removeEventListener("mousedown", selectParagraph);
  };
}
