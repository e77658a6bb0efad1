/** The interface in English, and the shape that every other language must have: a missing string does not compile. */
export const en = {
  shell: { newChat: "New chat", settings: "Settings" },
  chat: {},
  card: {},
  errors: {},
  settings: {},
  welcome: {},
};

type Shape<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Shape<T[K]>;
};
export type Strings = Shape<typeof en>;
