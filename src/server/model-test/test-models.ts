import { type Phase, phases } from "#shared/answer.ts";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { TestEvent } from "#shared/model-test.ts";
import { testTasks } from "#shared/test-tasks.ts";
import type { ProviderType } from "#shared/providers.ts";
import type { Responder } from "#shared/responder.ts";
import { type LiveResponder, resolveProvider } from "#server/models/resolve-provider.ts";
import { toUsage } from "#server/answers/usage.ts";
import { getLLMSettings } from "#server/db/llm-settings.ts";
import { AppError, toApiError } from "#server/errors.ts";
import type { Generations } from "#server/generations/log.ts";
import { isBusy, untilIdle } from "#server/generations/until-idle.ts";
import { baseUrlOf, type ProviderDeps } from "#server/models/get-provider.ts";
import { listModels } from "#server/models/list-models.ts";
import { LLMError, type LLMResult } from "#server/llm/types.ts";
import { explainOverflow } from "#server/answers/explain-overflow.ts";
import type { Learner } from "#server/tasks/task.ts";
import { type Question, type Trial, type TrialDeps, toTrial } from "./trials.ts";

type Deps = ProviderDeps & TrialDeps & { generations: Generations };
export type TestInput = { type: ProviderType; learner: Learner };
type Emit = (event: TestEvent) => void;

/** How much of an answer is reported. */
const longestSaid = 200;

/**
 * Tests the models of a provider with small requests of each task, in sequence, with the prompts and options of the real task. It waits for
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
      trial = await toTrial(task, responder, deps, input.learner);
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
  live: LiveResponder,
  { task, plan, questions }: Trial,
  responder: Responder,
  emit: Emit,
  signal: AbortSignal,
) {
  const { provider } = live;
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
  let end: TestEvent | null = null;
  for (const { least = 0, judge, ...question } of questions) {
    const tokens = tokensOf(question);
    try {
      checkRoom(provider.name, tokens, least, plan);
      const stream = provider.stream({
        ...options,
        ...question,
        purpose: "test",
        think: false,
        signal,
        onEvent: ({ type }) => isPhase(type) && report(type),
      });
      for await (const _piece of stream) report("writing");
      const result = await stream.result;
      const outcome = outcomeOf(provider.name, result, judge);
      // show the first answer; of the others, only a worse one
      if (end === null || outcome.state === "failed" || (outcome.state === "weak" && end.state === "passed"))
        end = { task, responder, ...timesOf(provider.name, result), ...outcome };
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof LLMError ? explainOverflow(error, { ...question, tokens }, live) : error;
      end = { task, state: "failed", responder, error: toApiError(failure) };
    }
    if (end.state === "failed") break;
  }
  if (end !== null) emit(end);
}

const tokensOf = ({ system, messages }: Pick<Question, "system" | "messages">) =>
  [system, ...messages.map(({ content }) => content)].reduce((sum, text) => sum + estimateTokens(text), 0);

/** A server accepts a prompt that leaves no room for the answer, which then breaks off. */
function checkRoom(provider: string, tokens: number, least: number, { model, ...plan }: Trial["plan"]) {
  const { info, contextTokens, maxTokens } = plan;
  if (info?.contextLength === undefined || (tokens + least <= contextTokens && least <= maxTokens)) return;
  const message = `The request takes about ${tokens} tokens and its answer ${least}; the context window has ${contextTokens}.`;
  throw new LLMError("context_overflow", message, { provider, model, contextTokens });
}

function timesOf(provider: string, result: LLMResult) {
  const { firstTokenMs, totalMs, tokensPerSecond } = toUsage(provider, result);
  return {
    ...(firstTokenMs !== undefined && { firstTokenMs }),
    ...(totalMs !== undefined && { totalMs }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
  };
}

function outcomeOf(provider: string, { text, finish, explanation }: LLMResult, judge: Question["judge"]) {
  const failed = (code: "refused" | "invalid_output", message: string) => ({
    state: "failed" as const,
    error: toApiError(new LLMError(code, message, { provider })),
  });
  if (finish === "refusal") return failed("refused", explanation ?? "The model declined to answer.");
  const said = Array.from(text.trim()).slice(0, longestSaid).join("");
  if (said === "") return failed("invalid_output", "The model returned nothing.");
  const judged = judge(text);
  if (judged.state === "failed") return { ...failed("invalid_output", "This is not a title."), said };
  return { ...judged, said };
}

const isPhase = (type: string): type is Phase => phases.some((phase) => phase === type);
