import type { Phase } from "#shared/answer.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type TestEvent, testTasks } from "#shared/model-test.ts";
import type { ProviderType } from "#shared/providers.ts";
import type { Responder } from "#shared/responder.ts";
import { type LiveResponder, resolveProvider } from "#server/models/resolve.ts";
import { toUsage } from "#server/answers/usage.ts";
import { getLLMSettings } from "#server/db/llm-settings.ts";
import { AppError, toApiError } from "#server/errors.ts";
import type { Generations } from "#server/generations/log.ts";
import { isBusy, untilIdle } from "#server/generations/until-idle.ts";
import { baseUrlOf, type ProviderDeps } from "#server/models/get-provider.ts";
import { listModels } from "#server/models/list-models.ts";
import { LLMError, type LLMResult } from "#server/llm/types.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { type Trial, toTrial } from "./trials.ts";

type Deps = ProviderDeps & { generations: Generations; pictures: Pictures };
export type TestInput = { type: ProviderType; language: LearningLanguage; explanationLanguage: string };
type Emit = (event: TestEvent) => void;

/** How much of an answer is reported. */
const longestSaid = 200;

/**
 * Tests the models of a provider with one request per task, in sequence, each with the options of the real task. It waits for
 * answers that run on the same server, but not for later ones.
 */
export async function testModels(deps: Deps, input: TestInput, emit: Emit, signal: AbortSignal): Promise<void> {
  emit({ task: testTasks[0], state: "running", responder: null, phase: "waiting" });
  // the test must show what the model can do now, not what was learned from an old refusal
  deps.catalog.at(input.type, baseUrlOf(deps, input.type)).forget();
  await listModels(deps, input.type); // fills the catalog, so that the requests know which models have vision
  const { live: responder, title } = resolveProvider(deps, getLLMSettings(deps.db), input.type);
  for (const task of testTasks) {
    if (signal.aborted) return;
    if (responder instanceof AppError) {
      emit({ task, state: "failed", responder: null, error: toApiError(responder) });
      continue;
    }
    const identity = task === "title" ? title : responder.identity;
    let trial: Trial | null;
    try {
      trial = await toTrial(task, responder, deps.pictures, input);
    } catch (error) {
      emit({ task, state: "failed", responder: identity, error: toApiError(error) });
      continue;
    }
    if (trial === null) emit({ task, state: "skipped", responder: identity });
    else await run(deps.generations, responder, trial, identity, emit, signal);
  }
}

async function run(
  generations: Generations,
  { provider }: LiveResponder,
  { task, plan, question, judge }: Trial,
  responder: Responder,
  emit: Emit,
  signal: AbortSignal,
) {
  let phase: Phase | null = null;
  const report = (next: Phase) => {
    if (next === phase) return;
    phase = next;
    emit({ task, state: "running", responder, phase });
  };
  if (isBusy(generations, provider.host)) report("queued");
  await untilIdle(generations, provider.host, signal);
  report("waiting");
  const { info: _, ...options } = plan;
  try {
    const stream = provider.stream({
      ...options,
      ...question,
      purpose: "test",
      think: false,
      signal,
      onEvent: ({ type }) => type !== "is-ollama" && type !== "raw" && type !== "discard" && report(type),
    });
    for await (const _piece of stream) report("writing");
    const result = await stream.result;
    emit({ task, responder, ...timesOf(provider.name, result), ...outcomeOf(provider.name, result, judge) });
  } catch (error) {
    if (!signal.aborted) emit({ task, state: "failed", responder, error: toApiError(error) });
  }
}

function timesOf(provider: string, result: LLMResult) {
  const { firstTokenMs, totalMs, tokensPerSecond } = toUsage(provider, result);
  return {
    ...(firstTokenMs !== undefined && { firstTokenMs }),
    ...(totalMs !== undefined && { totalMs }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
  };
}

function outcomeOf(provider: string, { text, finish, explanation }: LLMResult, judge: Trial["judge"]) {
  const failed = (code: "refused" | "invalid_output", message: string) => ({
    state: "failed" as const,
    error: toApiError(new LLMError(code, message, { provider })),
  });
  if (finish === "refusal") return failed("refused", explanation ?? "The model declined to answer.");
  const said = Array.from(text.trim()).slice(0, longestSaid).join("");
  if (said === "") return failed("invalid_output", "The model returned nothing.");
  const state = judge(text);
  if (state === "failed") return { ...failed("invalid_output", "This is not a title."), said };
  return { state, said };
}
