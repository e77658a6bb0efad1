import type { Database } from "bun:sqlite";
import { beginningOf } from "#shared/beginning-of.ts";
import { listReadableChats, readReadableMessages } from "#server/db/readable-chats.ts";
import { chatAsMarkdown } from "./chat-as-markdown.ts";

/** In UTF-16 units: with the ending, file systems take it in any script. */
const longestName = 60;

/** One conversation as a file that mentions its pictures but does not contain them. Null if the conversation does not exist or is in the bin. */
export function oneChat(db: Database, id: string): { name: string; text: string } | null {
  const [chat] = listReadableChats(db, id);
  if (!chat) return null;
  const text = [...chatAsMarkdown(chat, readReadableMessages(db, id), null)].join("");
  return { name: `${fileName(chat.title ?? "")}.md`, text };
}

/** A title as a name for all file systems. `猫: a/b? → 猫 a b` */
function fileName(title: string): string {
  const plain = title.replaceAll(/[\p{C}\s/\\:*?"<>|]+/gu, " ").trim();
  const name = beginningOf(plain, longestName).replace(/^[. ]+|[. ]+$/g, "");
  const isReserved = /^(?:con|prn|aux|nul|com\d|lpt\d)?(?:\.|$)/i.test(name);
  return isReserved ? `Blossom ${name}`.trim() : name;
}
