/** Readings above letters, text for screen readers only, and buttons do not belong to a text. */
const leftOut =
  "rt, rp, [data-heard], .visually-hidden, button, input, textarea, select, svg, footer, fieldset, [hidden], [data-uncopied], [data-prose] sup";
/** In `data-copied` these do belong to the text: a doubtful reading is a button, and only screen readers get its doubt. */
const isLeftOut = (element: Element) =>
  element.matches(leftOut) && !(element.matches(".visually-hidden, button") && element.closest("[data-copied]"));
/** A paragraph is set apart by a blank line. */
const paragraphs = new Set(["P", "UL", "OL", "TABLE", "PRE", "BLOCKQUOTE", "ARTICLE", "H2", "H3", "H4", "H5", "H6"]);
const lines = new Set(["LI", "TR", "DIV", "SECTION", "DETAILS", "SUMMARY"]);

/** The text of a selection, as it stands there: without readings, buttons and labels, and of a correction the corrected sentence. */
export function selectionToText(range: Range): string {
  const writer = new Writer();
  for (let around: Node | null = range.commonAncestorContainer; around; around = around.parentNode)
    if (around instanceof Element && isLeftOut(around)) return "";
  write(range.commonAncestorContainer, range, writer);
  return writer.text;
}

function write(node: Node, range: Range, writer: Writer): void {
  if (!range.intersectsNode(node)) return;
  if (node instanceof Text) {
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    return writer.add(node.data.slice(from, to));
  }
  if (!(node instanceof Element)) return;
  if (isLeftOut(node) || isRemoved(node)) return;
  const { tagName } = node;
  if (tagName === "BR") return writer.break(1);
  if ((tagName === "TD" || tagName === "TH") && node.previousElementSibling) writer.tab();
  const gap = paragraphs.has(tagName) ? 2 : lines.has(tagName) ? 1 : 0;
  writer.break(gap);
  if (tagName === "SMALL") writer.space();
  const isClosed = node instanceof HTMLDetailsElement && !node.open;
  for (const child of node.childNodes) if (!isClosed || child.nodeName === "SUMMARY") write(child, range, writer);
  writer.break(gap);
}

const isIn = ({ parentElement }: Node, selector: string) => parentElement?.closest(selector) != null;

/** The letters that a correction removes. In an answer, text that the model struck through is kept. */
const isRemoved = (element: Element) => element.tagName === "DEL" && !element.closest("[data-prose]");

class Writer {
  text = "";
  #breaks = 0;
  #tabs = 0;
  #isSpaced = false;

  add(text: string): void {
    if (text === "") return;
    const gap = "\n".repeat(this.#breaks) + "\t".repeat(this.#tabs) || (this.#isSpaced ? " " : "");
    this.text += this.text === "" ? text : gap + text;
    this.#forget();
  }

  break(count: number): void {
    const breaks = Math.max(this.#breaks, count);
    if (count > 0) this.#forget();
    this.#breaks = breaks;
  }

  /** An empty cell keeps its place, and empty cells at the end of a row leave nothing. */
  tab(): void {
    this.#tabs += 1;
  }

  space(): void {
    this.#isSpaced = true;
  }

  #forget(): void {
    this.#breaks = 0;
    this.#tabs = 0;
    this.#isSpaced = false;
  }
}

/** Attributes that are useful where the text is pasted. */
const kept = new Set(["lang", "href", "colspan", "start"]);

/** The same selection with its formatting, and with readings as real ruby. */
export function selectionToHtml(range: Range): string {
  const box = document.createElement("div");
  box.append(range.cloneContents());
  const isWithReadings = !isIn(range.startContainer, "[data-readings=off]");
  const isKept = (element: Element) => isWithReadings && element.matches("rt, rp");
  for (const element of box.querySelectorAll(leftOut)) if (isLeftOut(element) && !isKept(element)) element.remove();
  for (const element of box.querySelectorAll(":is([data-readings=off], [data-quiet]) :is(rt, rp)")) element.remove();
  for (const element of box.querySelectorAll("*")) {
    if (isRemoved(element)) element.remove();
    for (const name of element.getAttributeNames()) if (!kept.has(name)) element.removeAttribute(name);
  }
  for (const element of box.querySelectorAll("span:not([lang]), button, ruby:not(:has(rt))"))
    element.replaceWith(...element.childNodes);
  return new XMLSerializer().serializeToString(box).replaceAll(` xmlns="http://www.w3.org/1999/xhtml"`, "");
}

/** Copies the selection as text and with its formatting. In a conversation, only messages are copied. */
export function copySelection(event: ClipboardEvent): void {
  const selection = getSelection();
  if (
    event.defaultPrevented ||
    !selection?.rangeCount ||
    selection.isCollapsed ||
    isIn(selection.getRangeAt(0).startContainer, "input, textarea")
  )
    return;
  const range = withinMessages(selection.getRangeAt(0));
  const text = selectionToText(range);
  if (text === "" || !event.clipboardData) return;
  event.clipboardData.setData("text/plain", text);
  event.clipboardData.setData("text/html", selectionToHtml(range));
  event.preventDefault();
}

/** "Select all" takes the whole page, but the learner wants the conversation. */
function withinMessages(range: Range): Range {
  const messages = document.querySelector("[role=log]");
  if (!messages || messages.contains(range.commonAncestorContainer) || !range.intersectsNode(messages)) return range;
  const within = range.cloneRange();
  if (!messages.contains(range.startContainer)) within.setStart(messages, 0);
  if (!messages.contains(range.endContainer)) within.setEnd(messages, messages.childNodes.length);
  return within;
}
