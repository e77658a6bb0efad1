import type { Shape } from "#web/i18n/shape.ts";

/** The strings of the tutor's page, and of the lines under replies. */
export const tutor = {
  title: "Tutor",
  lead: "Your tutor talks with you at your level and brings up the words you're studying.",
  language: "Language",
  failed: "Couldn't load this page.",
  tryAgain: "Try again",

  practice: {
    title: "Practise my words",
    hint: "Due words come first, then new ones. Your review stays as it is: nothing is graded here.",
    chat: "Chat with these words",
    story: "Read a short story",
    none: "No words to practise now.",
    noneHint: "Save words while you read or chat: press a word, then Save.",
    toChat: "Go to chat",
    noModel: "To practise, you need a model that writes replies.",
    toModels: "Choose a model",
    mustChoose: "First choose a model: send any message in a new chat, and Blossom asks you once.",
    notStarted: "The practice didn't start.",
  },

  today: {
    title: "Today",
    met: (count: number) => (count === 1 ? "1 of your words came up" : `${count} of your words came up`),
    saved: (count: number) => (count === 1 ? "1 word saved" : `${count} words saved`),
    corrected: (count: number) => (count === 1 ? "1 sentence corrected" : `${count} sentences corrected`),
    reviewed: (count: number) => (count === 1 ? "1 card reviewed" : `${count} cards reviewed`),
    nothing: "Nothing yet today. A short chat is a good start.",
    review: (count: number, minutes: number) =>
      `Review ${count === 1 ? "1 card" : `${count} cards`} (${minutes === 1 ? "about 1 minute" : `about ${minutes} minutes`})`,
    done: "No cards are left for today.",
    more: (count: number) => `and ${count} more`,
  },

  level: {
    title: "Level",
    label: "Your level",
    hint: "Replies, examples and readings follow it.",
    known: (share: string, level: string) => `You know ${share} of the words of “${level}”.`,
    move: (level: string) => `Move to “${level}”`,
    unknown: (count: number, level: string) => `You're studying ${count} of the words of “${level}”.`,
    moveDown: (level: string) => `Move down to “${level}”`,
  },

  persona: {
    title: "Who talks with you",
    label: "Your tutor",
    hint: "Each language has its own.",
    names: { tutor: "Tutor", own: "In my words" },
    hints: {
      tutor: "Warm, curious and patient.",
      friend: "A friend from university. Speaks casually.",
      teacher: "Calm and experienced. Builds on your sentences.",
      host: "Runs a small café or shop and likes to talk.",
      own: "You describe who it is.",
    },
    own: "Describe your tutor",
    ownHint: "For example: a cheerful taxi driver who loves baseball. Any language is fine.",
    goals: "Your goals",
    goalsHint: "For example: order food, talk with my partner's family. Your tutor keeps them in mind.",
    words: "My words",
    wordsHint: "Your tutor brings them up, and they stay the same in one chat.",
    wordsIn: { always: "In every chat", practice: "In practice only" },
    corrections: "Corrections",
    correctionsHint: "In all languages. You can always check a sentence yourself.",
    styles: { all: "All mistakes", important: "Clear mistakes only", off: "Off" },
    reset: "Reset this tutor",
    wasReset: "The tutor was reset.",
    undo: "Undo",
  },
  saved: "Saved",
  notSaved: "That wasn't saved. Try again.",

  reply: {
    practised: "Your words",
    used: "used",
    noneUsed: "This reply uses none of your words.",
    again: "Try again",
  },
};
export type TutorStrings = Shape<typeof tutor>;
