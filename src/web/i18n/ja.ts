import type { Strings } from "./en.ts";

export const ja: Strings = {
  shell: { newChat: "New chat", settings: "Settings" },
  chat: {},
  card: {},
  errors: {},
  settings: {},
  welcome: {},
};
