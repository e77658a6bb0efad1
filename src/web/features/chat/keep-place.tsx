import { Component, type ReactNode, type RefObject } from "react";

type Props = {
  boxRef: RefObject<HTMLElement | null>;
  /** The first loaded message. If it changes within a conversation, messages were added above. */
  firstId: string | undefined;
  conversationId: string;
  /** The messages that stand at forks. If they change within a conversation, another branch is shown. */
  branch: string;
  /** How many messages are drawn. */
  count: number;
  children: ReactNode;
};
/** `isHeld`: it keeps its place even if the content below it does not fill the view. */
type Place = { element: Element; top: number; isHeld: boolean };

/**
 * Keeps the text that is being read where it is when earlier messages are added above it, and the message whose version was changed when another
 * branch is shown. A class, because only `getSnapshotBeforeUpdate` sees the page just before it changes. Browsers do this themselves only below the
 * very top, and some not at all.
 */
export class KeepPlace extends Component<Props> {
  override getSnapshotBeforeUpdate(before: Props): Place | null {
    const { boxRef, firstId, conversationId, branch } = this.props;
    const box = boxRef.current;
    if (!box || before.conversationId !== conversationId) return null;
    if (before.branch !== branch) return findFocused(box) ?? findPlace(box);
    return before.firstId === firstId ? null : findPlace(box);
  }

  override componentDidUpdate(before: Props, _state: object, place: Place | null) {
    const box = this.props.boxRef.current;
    if (!box) return;
    const { conversationId, branch, count } = this.props;
    const log = box.querySelector<HTMLElement>("[role=log]");
    const isOther = before.conversationId !== conversationId || before.branch !== branch || before.count !== count;
    if (log && isOther && before.firstId === this.props.firstId) log.style.minHeight = "";
    if (!place?.element.isConnected) return;
    const top = box.scrollTop + topOf(place.element) - place.top;
    const missing = top + box.clientHeight - box.scrollHeight;
    if (log && place.isHeld && missing > 0) log.style.minHeight = `${log.offsetHeight + missing}px`;
    box.scrollTop = top;
  }

  override render() {
    return this.props.children;
  }
}

/** The message that has the focus, because the learner has just switched its version. */
function findFocused(box: HTMLElement): Place | null {
  const element = document.activeElement?.closest("[role=log] > *");
  return element && box.contains(element) ? { element, top: topOf(element), isHeld: true } : null;
}

/** The first message that is at least partly visible. Asks only for the places of whole messages, so that the browser does not lay out what is out of sight. */
function findPlace(box: HTMLElement): Place | null {
  const { top } = box.getBoundingClientRect();
  for (const element of box.querySelector("[role=log]")?.children ?? [])
    if (element.getBoundingClientRect().bottom > top && !element.matches("[data-earlier]"))
      return { element, top: topOf(element), isHeld: false };
  return null;
}

const topOf = (element: Element) => element.getBoundingClientRect().top;
