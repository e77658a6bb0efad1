import { Component, type ReactNode, type RefObject } from "react";

type Props = {
  boxRef: RefObject<HTMLElement | null>;
  /** The first loaded message. If it changes within a conversation, messages were added above. */
  firstId: string | undefined;
  conversationId: string;
  children: ReactNode;
};
type Place = { element: Element; top: number };

/**
 * Keeps the text that is being read where it is when earlier messages are added above it. A class, because only
 * `getSnapshotBeforeUpdate` sees the page just before it changes. Browsers do this themselves only below the very top, and some not at all.
 */
export class KeepPlace extends Component<Props> {
  override getSnapshotBeforeUpdate(before: Props): Place | null {
    const { boxRef, firstId, conversationId } = this.props;
    if (!boxRef.current || before.conversationId !== conversationId || before.firstId === firstId) return null;
    return findPlace(boxRef.current);
  }

  override componentDidUpdate(_before: Props, _state: object, place: Place | null) {
    const box = this.props.boxRef.current;
    if (box && place?.element.isConnected) box.scrollTop += topOf(place.element) - place.top;
  }

  override render() {
    return this.props.children;
  }
}

/** The first message that is at least partly visible. Asks only for the places of whole messages, so that the browser does not lay out what is out of sight. */
function findPlace(box: HTMLElement): Place | null {
  const { top } = box.getBoundingClientRect();
  for (const element of box.querySelector("[role=log]")?.children ?? [])
    if (element.getBoundingClientRect().bottom > top && !element.matches("[data-earlier]"))
      return { element, top: topOf(element) };
  return null;
}

const topOf = (element: Element) => element.getBoundingClientRect().top;
