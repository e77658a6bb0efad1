import type { Strings } from "./en.ts";

export const ko: Strings = {
  shell: { newChat: "New chat", settings: "Settings" },
  chat: {},
  card: {},
  errors: {},
  settings: {},
  welcome: {},
};
