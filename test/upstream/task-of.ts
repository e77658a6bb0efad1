import { z } from "zod";
import { type AskedTask, readAsked } from "./lessons/asked.ts";
import type { UpstreamRequest } from "./start-upstream.ts";

const instructions = z.union([z.string(), z.array(z.looseObject({ text: z.string() }))]);
const body = z.looseObject({
  system: instructions.optional().describe("Anthropic"),
  messages: z.array(z.looseObject({ content: z.unknown() })).optional(),
});

/** The task of a request as it arrived. Undefined for a request that asks no model anything, such as one for the list of models. */
export function taskOf(request: Pick<UpstreamRequest, "body">): AskedTask | undefined {
  const { system, messages = [] } = body.safeParse(request.body).data ?? {};
  const given = instructions.safeParse(system ?? messages[0]?.content).data ?? "";
  const text = typeof given === "string" ? given : given.map((part) => part.text).join("");
  return readAsked({ system: text, messages: [] })?.task;
}

/** The requests for these tasks, in the order in which they arrived. */
export const requestsFor = (requests: readonly UpstreamRequest[], ...tasks: AskedTask[]): UpstreamRequest[] =>
  requests.filter((request) => tasks.some((task) => task === taskOf(request)));
