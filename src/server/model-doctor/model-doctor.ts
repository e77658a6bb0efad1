import { isWrittenIn } from "#shared/languages/index.ts";
import type { ModelReport } from "#shared/model-report.ts";
import type { ProviderType } from "#shared/providers.ts";
import { toQuestion } from "#server/answers/to-question.ts";
import { getLLMSettings } from "#server/db/llm-settings.ts";
import { deleteModelReport, listModelReports, saveModelReport } from "#server/db/model-reports.ts";
import { newId } from "#server/db/new-id.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import { AppError, toApiError } from "#server/errors.ts";
import type { Generations } from "#server/generations/log.ts";
import { whileIdle } from "#server/generations/while-idle.ts";
import type { Analyser } from "#server/languages/types.ts";
import { logger } from "#server/logger.ts";
import type { ProviderDeps } from "#server/models/get-provider.ts";
import { listModels } from "#server/models/list-models.ts";
import { type LiveResponder, resolveProvider } from "#server/models/resolve-provider.ts";
import type { Learner } from "#server/tasks/task.ts";
import type { Tested } from "./ask.ts";
import { learnerSentencesOf, messagesOf, readingsOf, sentencesOf } from "./cases.ts";
import type { Measured } from "./counts.ts";
import { createModelFigures, type Task } from "./figures.ts";
import { measureExplain, measureReadings } from "./measure-explain.ts";
import { measureCorrect, measureReply, measureTitle } from "./measure-short.ts";

export type ModelDoctor = {
  /** Starts a test on the server, which needs no open page. Throws `busy` while one is running, or the reason why this model cannot be asked. */
  start(input: DoctorInput): Promise<ModelReport>;
  /** Stops the running test and keeps its measurements. */
  stop(): Promise<void>;
  /** All reports, newest first. */
  list(): ModelReport[];
  /** False if there is no such report, or it is running. */
  remove(id: string): boolean;
  close(): Promise<void>;
};
export type DoctorInput = { provider: ProviderType; model: string; learner: Learner };
type Deps = ProviderDeps & { generations: Generations; analyser: Analyser; lookup: Lookup; onChange: () => void };

/** How many questions of each shorter task are asked. All sentences to explain are asked. */
const most = { correct: 12, reply: 6, title: 4 } as const;

/** Estimates the remaining time only after this many questions, because the first one may have loaded the model. */
const fewest = 3;

type Question = { task: Task; measure: (tested: Tested) => Promise<Measured> };

/** Tests a model with the cases of `cases/`, one question after another, while no answer is running on its server. */
export function createModelDoctor(deps: Deps): ModelDoctor {
  const { db, generations, closing, onChange } = deps;
  let running: { report: ModelReport; stop: AbortController; over: Promise<void> } | null = null;

  async function start({ provider: type, model, learner }: DoctorInput): Promise<ModelReport> {
    if (running) throw new AppError("busy", "A model is being tested already.");
    await listModels(deps, type); // so that the catalog knows whether this model thinks, and where it runs
    const settings = getLLMSettings(db);
    const providers = { ...settings.providers, [type]: { ...settings.providers[type], chatModel: model } };
    const { live } = resolveProvider(deps, { ...settings, providers }, type);
    if (live instanceof AppError) throw live;
    // another request may have started one meanwhile
    if (running) throw new AppError("busy", "A model is being tested already.");
    const questions = questionsFor(learner);
    const { host, goesTo } = live.identity;
    const report: ModelReport = {
      id: newId(),
      provider: type,
      model,
      host,
      goesTo,
      language: learner.language,
      explanationLanguage: learner.explanationLanguage,
      startedAt: Date.now(),
      state: "running",
      asked: 0,
      total: questions.length,
      secondsLeft: null,
      error: null,
      figures: createModelFigures().read(),
    };
    const stop = new AbortController();
    running = { report, stop, over: Promise.resolve() };
    save(report, live);
    running.over = run(live, questions, AbortSignal.any([stop.signal, closing])).finally(() => (running = null));
    return report;
  }

  /** Never rejects. */
  async function run(live: LiveResponder, questions: readonly Question[], ended: AbortSignal) {
    const figures = createModelFigures();
    const began = performance.now();
    const change = (changes: Partial<ModelReport>) => {
      if (!running) return;
      running.report = { ...running.report, ...changes };
      save(running.report, live);
    };
    try {
      for (const [index, { task, measure }] of questions.entries()) {
        const measured = await whileIdle(generations, live.identity.host, (signal) => measure(toTested(live, signal)), {
          ended,
        });
        if (measured === null) break;
        figures.add(task, measured);
        const asked = index + 1;
        const perQuestion = (performance.now() - began) / asked;
        const secondsLeft = asked < fewest ? null : Math.round((perQuestion * (questions.length - asked)) / 1_000);
        change({ asked, secondsLeft, figures: figures.read() });
      }
      change({ state: ended.aborted ? "stopped" : "done", secondsLeft: null });
    } catch (error) {
      logger.info("model not tested", { error });
      try {
        change({ state: "failed", secondsLeft: null, error: toApiError(error) });
      } catch (failure) {
        logger.error("report not stored", { error: failure });
      }
    }
  }

  function save(report: ModelReport, { chat }: LiveResponder) {
    saveModelReport(db, report, chat.info?.digest ?? null);
    onChange();
  }

  function questionsFor(learner: Learner): Question[] {
    const { language } = learner;
    const tools = { analyser: deps.analyser, dictionaries: deps.lookup.open(), learner };
    const explain = sentencesOf(language).map((sentence): Question => ({
      task: "explain",
      measure: (tested) => measureExplain(tested, sentence, { ...tools, shape: "lines" }),
    }));
    const readings = readingsOf(language).map((sentence): Question => ({
      task: "readings",
      measure: (tested) => measureReadings(tested, sentence, { ...tools, shape: "lines" }),
    }));
    const messages = messagesOf(language).filter((message) => isWrittenIn(message, language));
    const correct = pickEvenly(learnerSentencesOf(language), most.correct).map((sentence): Question => ({
      task: "correct",
      measure: (tested) => measureCorrect(tested, sentence, language),
    }));
    const reply = messages
      .slice(0, most.reply)
      .map((message): Question => ({ task: "reply", measure: (tested) => measureReply(tested, message, learner) }));
    const title = messages
      .slice(0, most.title)
      .map((message): Question => ({ task: "title", measure: (tested) => measureTitle(tested, message, language) }));
    return mix([explain, readings, correct, reply, title]);
  }

  return {
    start,
    async stop() {
      running?.stop.abort();
      await running?.over;
    },
    list: () =>
      listModelReports(db).map((report) =>
        // the process that ran this test died
        report.state === "running" && report.id !== running?.report.id
          ? { ...report, state: "stopped", secondsLeft: null }
          : report,
      ),
    remove(id) {
      if (running?.report.id === id || !deleteModelReport(db, id)) return false;
      onChange();
      return true;
    },
    async close() {
      running?.stop.abort();
      await running?.over;
    },
  };
}

/** Asks as the app does. */
const toTested =
  (live: LiveResponder, signal: AbortSignal): Tested =>
  (ask, onEvent) => {
    const { info: _, ...plan } = live.chat;
    const { system, messages, options } = toQuestion(ask, live);
    return live.provider.stream({
      ...plan,
      ...options,
      system,
      messages,
      think: false,
      signal,
      onEvent,
      purpose: "test",
      asksOtherwise: true,
    });
  };

/** A sample spread over the whole list, because its first half may hold only one kind. */
const pickEvenly = <Item>(items: readonly Item[], count: number): Item[] =>
  Array.from(
    { length: Math.min(count, items.length) },
    (_, index) => items[Math.floor((index * items.length) / count)]!,
  );

/** Merges the lists evenly, so that a stopped test has asked some questions of each. */
function mix<Item>(lists: readonly Item[][]): Item[] {
  return lists
    .flatMap((list) => list.map((item, index) => ({ item, place: (index + 0.5) / list.length })))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
