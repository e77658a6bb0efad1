import { type Living, livingAt } from "#web/text/living.ts";
import { makeCurrent } from "#web/text/move-current.ts";
import { dueAt, type HoverState, nothing, onMove, onTime } from "./hover.ts";

export type Open = {
  living: Living;
  /** `keys`: the focus goes into the popup. `follow`: it stays where it is. */
  how: "hover" | "press" | "keys" | "follow";
  /** The words that were looked up before, in the popup itself. */
  trail: readonly Living[];
};

export type PopupControl = {
  show: (open: Open) => void;
  close: () => void;
  /** The learner works in the popup: the pointer may leave it. */
  pin: () => void;
  stop: () => void;
};

type Listener = {
  onChange: (open: Open | null) => void;
  /** The pointer or a finger is on a word: it may be looked up next. */
  onAim: (living: Living) => void;
  /** The learner has moved to this word, not by hovering. Null: there is nothing to say any more. */
  onCurrent: (living: Living | null) => void;
};

/** In pixels and milliseconds. Anything more is a drag, or a long press that selects text. */
const press = { farthest: 10, longest: 600 };
/** In milliseconds. A tap this soon after the page scrolled under a finger only stops the scrolling. */
const scrollEnds = 150;

/** Opens and closes the popup: one listener for all words of the page. */
export function listenForWords({ onChange, onAim, onCurrent }: Listener): PopupControl {
  let hover: HoverState<HTMLElement> = nothing;
  let open: Open | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let down: { x: number; y: number; at: number; endsScroll: boolean } | null = null;
  let scrolledAt = Number.NEGATIVE_INFINITY;
  let isGliding = false;
  let isWriting = false;
  const leaving = new AbortController();

  const show = (next: Open | null, isPinned: boolean) => {
    if (next?.how !== "follow") onCurrent(null);
    else if (!open || isNews(open.living, next.living)) onCurrent(next.living);
    open = next;
    hover = { ...nothing, last: hover.last, open: next && wordOf(next.living), isPinned };
    clearTimeout(timer);
    onChange(next);
  };

  function follow(next: HoverState<HTMLElement>) {
    const before = hover;
    hover = next;
    clearTimeout(timer);
    const due = dueAt(next);
    if (due !== null)
      timer = setTimeout(() => follow(onTime(hover, performance.now())), Math.max(0, due - performance.now()));
    if (next.aim && next.aim.word !== before.aim?.word) aimAt(next.aim.word);
    if (next.open === before.open) return;
    const living = next.open && livingAt(next.open);
    open = living && { living, how: "hover", trail: [] };
    onChange(open);
  }

  const aimAt = (word: Element) => {
    const living = livingAt(word);
    if (living) onAim(living);
  };

  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType === "touch") return;
    const point = { x: event.clientX, y: event.clientY };
    // the page moved under the pointer; the pointer did not move
    if (point.x === hover.last?.x && point.y === hover.last.y) return;
    const isBusy = event.buttons !== 0 || isWriting || hasSelection();
    const on = isBusy ? null : placeOf(event.target);
    // hovering in the popup opens nothing, because its text would change under the pointer
    follow(onMove(hover, { at: performance.now(), point, on, popup: popupBox() }));
  };

  const onPointerLeave = () => follow({ ...hover, aim: null, on: null });

  const onPointerDown = (event: PointerEvent) => {
    const at = performance.now();
    down = { x: event.clientX, y: event.clientY, at, endsScroll: at - scrolledAt < scrollEnds };
    if (inPopup(event.target)) return pin();
    // in Chromium a drag selects nothing while another sentence has the focus
    if (document.activeElement instanceof HTMLElement && document.activeElement.matches("[data-living]"))
      document.activeElement.blur();
    follow({ ...hover, aim: null });
    if (event.pointerType === "touch" && event.target instanceof Element) aimAt(event.target);
  };

  const pin = () => {
    hover = { ...hover, isPinned: true, aim: null, leaveAt: null };
    clearTimeout(timer);
  };

  const isPress = (event: MouseEvent) => {
    if (event.detail > 1 || event.button !== 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return false;
    if (hasSelection()) return false;
    if (!down) return true;
    const distance = Math.hypot(event.clientX - down.x, event.clientY - down.y);
    return !down.endsScroll && distance <= press.farthest && performance.now() - down.at <= press.longest;
  };

  const onClick = (event: MouseEvent) => {
    const { target } = event;
    if (!(target instanceof Element) || !target.isConnected) return;
    const isInside = inPopup(target);
    const living = target.closest(takesPresses) ? null : livingAt(target);
    // a press without a pointer: Enter on the current word, or a screen reader
    const isByKey = event.detail === 0;
    if (!living || (!isByKey && !isPress(event))) {
      if (!isInside && !living) close();
      return;
    }
    if (isInside) {
      if (open) show({ living, how: "follow", trail: [...open.trail, open.living] }, true);
      return;
    }
    if (open && hover.isPinned && isSameWord(open.living, living)) return close();
    if (!isByKey) focusWord(living);
    show({ living, how: isByKey ? "keys" : "press", trail: [] }, true);
  };

  const onCurrentWord = ({ target }: Event) => {
    const living = target instanceof Element ? livingAt(target) : null;
    if (!living) return;
    onAim(living);
    if (open) show({ living, how: "follow", trail: [] }, true);
    else onCurrent(living);
  };

  const close = () => {
    if (open) show(null, false);
  };

  const listen = <K extends keyof DocumentEventMap>(
    type: K | "currentword",
    run: (event: DocumentEventMap[K]) => void,
    options: AddEventListenerOptions = { passive: true },
  ) => document.addEventListener(type, run as EventListener, { ...options, signal: leaving.signal });
  listen("pointermove", onPointerMove);
  listen("pointerdown", onPointerDown, { capture: true, passive: true });
  listen("click", onClick, { capture: true });
  listen("currentword", onCurrentWord);
  listen("focusin", ({ target }) => inPopup(target) && pin());
  listen("focusout", ({ target }) => target instanceof Element && target.matches("[data-living]") && onCurrent(null));
  // the browser cancels the pointer of a finger that scrolls; a page that follows an answer also scrolls, but must not block a tap
  listen("pointercancel", ({ pointerType }) => (isGliding = pointerType === "touch"));
  listen("pointerup", () => (isGliding = false));
  const onScroll = () => {
    if (isGliding) scrolledAt = performance.now();
  };
  listen("scroll", onScroll, { capture: true, passive: true });
  listen("compositionstart", () => (isWriting = true));
  listen("compositionend", () => (isWriting = false));
  document.documentElement.addEventListener("pointerleave", onPointerLeave, { signal: leaving.signal });

  return {
    show: (next) => show(next, true),
    close,
    pin,
    stop() {
      clearTimeout(timer);
      leaving.abort();
    },
  };
}

/** These elements handle a press themselves. */
const takesPresses = "a, button, summary, label, input, textarea, select";
const popup = "[data-word-popup]";

const inPopup = (target: EventTarget | null) => target instanceof Element && target.closest(popup) !== null;

function placeOf(target: EventTarget | null): HTMLElement | "popup" | null {
  if (!(target instanceof Element)) return null;
  if (inPopup(target)) return "popup";
  const living = livingAt(target);
  return living && wordOf(living);
}

/** Returns the first element of the word, which represents it. */
const wordOf = ({ root, index }: Living) => root.querySelector<HTMLElement>(`[data-word="${index}"]`);

/** Lets the arrow keys continue from a pressed word. This is needed because LivingText keeps a press from focusing the sentence, to protect selections. */
function focusWord({ root, index }: Living) {
  root.tabIndex = 0;
  root.focus({ preventScroll: true });
  makeCurrent(root, index);
}

/** Another word, or one whose reading the learner has just settled; not one that is drawn again while its text arrives. */
const isNews = (before: Living, now: Living) => !isSameWord(before, now) || isSettled(before) !== isSettled(now);

const isSettled = ({ words, index }: Living) => words[index]?.isSettled === true;

const isSameWord = (one: Living, other: Living) => one.root === other.root && one.index === other.index;

const popupBox = () => document.querySelector(popup)?.getBoundingClientRect() ?? null;

const hasSelection = () => getSelection()?.isCollapsed === false;
