import { type AskedTask, readAsked } from "./lessons/asked.ts";
import type { ChatRequest, Reply, Script } from "./script.ts";

/** A sentence is right, and each conversation is about cats. */
const usual: Partial<Record<AskedTask, string>> = { correct: "OK", title: "猫の話" };

/** A script with a reply for each task of the app. A task without one gets the usual reply, or the server's default. */
export function byTask(
  replies: Partial<Record<AskedTask, string | Reply | ((request: ChatRequest) => Reply | Promise<Reply>)>>,
): Script {
  return (request) => {
    const task = readAsked(request)?.task;
    const reply = task && (replies[task] ?? usual[task]);
    if (typeof reply === "function") return reply(request);
    return typeof reply === "string" ? { text: reply } : reply;
  };
}
