const roles = ["user", "assistant", "system", "model", "human"] as const;
type Role = (typeof roles)[number];

/** Others write the turns of these roles. */
const isForeign = (role: string) => ["user", "human", "system", "developer", "tool", "ipython"].includes(role);
const isOwn = (role: string) => ["assistant", "model", "bot", "chatbot", "gpt", "ai"].includes(role);

const word = /^[a-z_]*/i;
/** `**Assistant:**`, `### Assistant:` */
const decoration = /^(\*\*|#{1,6} )?/;
const decorationBeginning = /^(\*|#{1,6})$/;
const line = /^[ \t]{0,3}[:：]?[ \t]{0,3}(\r?\n|$)/;
const lineBeginning = /^[ \t]{0,3}[:：]?[ \t]{0,3}\r?$/;
const label = /^(\*\*)?[ \t]{0,3}[:：](\*\*)?[ \t]*/;
const labelBeginning = /^(\*{1,2})?[ \t]{0,3}([:：]\*?)?$/;

type Found = { role: Role; length: number };

/** The name of a role that stands alone on the line at the beginning of a text. `maybe`: more text decides. */
export function roleLineAt(text: string, isLast: boolean): Found | "maybe" | null {
  const [name = ""] = word.exec(text) ?? [];
  if (name.length === text.length && !isLast) return mayBecomeRole(name) ? "maybe" : null;
  const role = toRole(name);
  if (!role) return null;
  const rest = text.slice(name.length);
  if (lineBeginning.test(rest) && !isLast) return "maybe";
  const [end] = line.exec(rest) ?? [];
  return end === undefined ? null : { role, length: name.length + end.length };
}

/** The name of a role before the first word of an answer: `Assistant: はい`, or alone on a line. */
export function roleLabelAt(text: string, isLast: boolean): Found | "maybe" | null {
  if (!isLast && decorationBeginning.test(text)) return "maybe";
  const [before = ""] = decoration.exec(text) ?? [];
  const bare = text.slice(before.length);
  const [name = ""] = word.exec(bare) ?? [];
  if (name.length === bare.length && !isLast && (mayBecomeRole(name) || name === "")) return "maybe";
  const role = toRole(name);
  if (!role) return null;
  const rest = bare.slice(name.length);
  if (!isLast && (labelBeginning.test(rest) || (before === "" && lineBeginning.test(rest)))) return "maybe";
  const [end] = label.exec(rest) ?? (before === "" ? line.exec(rest) : null) ?? [];
  return end === undefined ? null : { role, length: before.length + name.length + end.length };
}

/** The role after a token that begins a turn: `<|im_start|>assistant`. `length` is 0 if a text follows without a role. */
export function roleOfTurnAt(text: string, isLast: boolean): { isForeign: boolean; length: number } | "maybe" {
  const [space = ""] = /^[ \t]{0,3}/.exec(text) ?? [];
  const [name = ""] = word.exec(text.slice(space.length)) ?? [];
  const length = space.length + name.length;
  if (length === text.length && name.length <= 20 && !isLast) return "maybe";
  const role = name.toLowerCase();
  if (isForeign(role)) return { isForeign: true, length };
  return { isForeign: false, length: isOwn(role) ? length : 0 };
}

const toRole = (name: string): Role | undefined => roles.find((role) => role === name.toLowerCase());

const mayBecomeRole = (name: string) => name !== "" && roles.some((role) => role.startsWith(name.toLowerCase()));
