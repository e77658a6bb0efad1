import { drafts } from "./drafts.ts";

/**
 * Takes over what the learner has typed into the first frame, before the page's code ran. The element and its text stay as they are, because an input
 * method may be composing in it. A draft of an earlier visit comes before it.
 */
export function takeTyped(field: HTMLTextAreaElement, draftId: string): void {
  const typed = field.value;
  if (typed === "") return;
  const { text } = drafts.read(draftId);
  if (text === "") return drafts.write(draftId, { text: typed });
  const [start, end] = [field.selectionStart, field.selectionEnd];
  const before = `${text}\n`;
  field.value = before + typed;
  field.setSelectionRange(before.length + start, before.length + end);
  drafts.write(draftId, { text: field.value });
}
