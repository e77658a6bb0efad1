/**
 * A key with what it does. `code` is the physical key, so a Japanese or Korean layout changes nothing; `key` is the sign, for signs that
 * each layout has elsewhere. A row without both is only listed in the dialog: other code handles it.
 */
export type Shortcut = {
  code?: string;
  key?: string;
  /** Ctrl, or Command on a Mac. */
  ctrl?: true;
  alt?: true;
  shift?: true;
  /** As the dialog shows it. */
  shown: readonly string[];
};

/** All shortcuts, in the groups and in the order of the dialog that `?` opens. */
export const shortcutGroups = {
  writing: {
    send: { shown: ["Enter"] },
    sendOther: { shown: ["Alt", "Enter"] },
    newLine: { shown: ["Shift", "Enter"] },
    sendAlways: { shown: ["Ctrl", "Enter"] },
    editLast: { shown: ["↑"] },
    stop: { shown: ["Esc"] },
    focus: { shown: ["Shift", "Esc"] },
  },
  reading: {
    nextSentence: { code: "KeyJ", shown: ["J"] },
    previousSentence: { code: "KeyK", shown: ["K"] },
    nextDoubt: { code: "KeyN", shown: ["N"] },
    words: { shown: ["←", "→"] },
    openWord: { shown: ["Enter"] },
    copy: { code: "KeyC", shown: ["C"] },
    explainSelection: { code: "KeyE", shown: ["E"] },
    nextNew: { code: "KeyU", shown: ["U"] },
  },
  words: {
    openWords: { code: "KeyW", alt: true, shown: ["Alt", "W"] },
    saveWord: { code: "KeyW", shown: ["W"] },
    markLearning: { code: "KeyL", shown: ["L"] },
    markKnown: { code: "KeyG", shown: ["G"] },
    markIgnored: { code: "KeyX", shown: ["X"] },
    chooseWord: { shown: ["Space"] },
    deleteWord: { shown: ["Delete"] },
  },
  popup: {
    popupWords: { shown: ["←", "→"] },
    popupEntries: { shown: ["↑", "↓"] },
    popupActions: { shown: ["1", "…", "9"] },
    popupClose: { shown: ["Esc"] },
  },
  video: {
    playPause: { code: "Space", shown: ["Space"] },
    jumpBack: { code: "ArrowLeft", shown: ["←"] },
    jumpForward: { code: "ArrowRight", shown: ["→"] },
    slower: { key: "<", shown: ["<"] },
    faster: { key: ">", shown: [">"] },
    mute: { code: "KeyM", shown: ["M"] },
    fullScreen: { code: "KeyF", shown: ["F"] },
    previousLine: { code: "KeyA", shown: ["A"] },
    repeatLine: { code: "KeyS", shown: ["S"] },
    nextLine: { code: "KeyD", shown: ["D"] },
    translate: { code: "KeyT", shown: ["T"] },
    cancelTranslation: { shown: ["Esc"] },
    previousMoment: { code: "BracketLeft", shown: ["["] },
    nextMoment: { code: "BracketRight", shown: ["]"] },
    region: { code: "KeyR", shown: ["R"] },
  },
  review: {
    showAnswer: { code: "Space", shown: ["Space"] },
    gradeAgain: { code: "Digit1", shown: ["1"] },
    gradeHard: { code: "Digit2", shown: ["2"] },
    gradeGood: { code: "Digit3", shown: ["3"] },
    gradeEasy: { code: "Digit4", shown: ["4"] },
    undoGrade: { code: "KeyZ", shown: ["Z"] },
    editWord: { code: "F2", shown: ["F2"] },
    buryWord: { code: "KeyB", shown: ["B"] },
    suspendWord: { code: "KeyP", shown: ["P"] },
  },
  chats: {
    newChat: { code: "KeyO", ctrl: true, shift: true, shown: ["Ctrl", "Shift", "O"] },
    search: { code: "KeyK", ctrl: true, shown: ["Ctrl", "K"] },
    chats: { shown: ["↑", "↓"] },
    chatActions: { shown: ["→", "←"] },
    undo: { shown: ["Ctrl", "Z"] },
    help: { key: "?", shown: ["?"] },
  },
} as const satisfies Record<string, Record<string, Shortcut>>;

type Groups = typeof shortcutGroups;
export type ShortcutGroup = keyof Groups;
export type ShortcutName = { [G in ShortcutGroup]: keyof Groups[G] }[ShortcutGroup];

export const shortcuts: Record<ShortcutName, Shortcut> = Object.assign({}, ...Object.values(shortcutGroups));

type Pressed = Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Whether these keys are the shortcut. Shift is part of a sign such as `?` on most layouts, so it counts only for a physical key. */
export function isShortcut(name: ShortcutName, event: Pressed): boolean {
  const { code, key, ctrl = false, alt = false, shift = false } = shortcuts[name];
  if ((event.ctrlKey || event.metaKey) !== ctrl || event.altKey !== alt) return false;
  if (key !== undefined) return event.key === key;
  return code !== undefined && event.code === code && event.shiftKey === shift;
}

/** A key that also writes a letter: only where nothing is written, and only if the learner has not turned it off (WCAG 2.1.4). */
export const isSingleKey = (name: ShortcutName): boolean => !shortcuts[name].ctrl && !shortcuts[name].alt;
