import { z } from "zod";
import { findModel, isSameModel } from "#shared/canonical-name.ts";
import { type ModelInfo, modelInfoSchema } from "#shared/model-info.ts";
import { type Knowledge, type Learned, learnedSchema } from "./types.ts";

/** An array that drops invalid elements instead of failing. */
const tolerant = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all): z.infer<Schema>[] =>
      all.flatMap((each) => {
        const parsed = schema.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      }),
    );

/** Facts learned at one moment, and what the server's list said about the same facts then. */
const lessonSchema = z.object({
  model: z.string(),
  facts: learnedSchema,
  listed: modelInfoSchema.partial(),
  digest: z.string().optional(),
  at: z.number(),
});
type Lesson = z.infer<typeof lessonSchema>;

/** All that is known about one endpoint, as stored. Invalid parts are dropped and never cause an error. */
export const knowledgeSchema = z.object({
  // whether a model is in memory changes before the next start, so it is not stored
  models: tolerant(modelInfoSchema.omit({ loaded: true, memory: true })),
  listedAt: z.number().nullable().catch(null),
  noChat: tolerant(z.string()),
  version: z.string().nullable().catch(null),
  isOllama: z.object({ value: z.boolean(), at: z.number() }).nullable().catch(null),
  lessons: tolerant(lessonSchema),
  chosen: tolerant(z.object({ model: z.string(), digest: z.string() })),
});
/** The same in memory, which also says which models are loaded. */
export type KnowledgeState = Omit<z.infer<typeof knowledgeSchema>, "models"> & { models: readonly ModelInfo[] };

export const nothingKnown: KnowledgeState = {
  models: [],
  listedAt: null,
  noChat: [],
  version: null,
  isOllama: null,
  lessons: [],
  chosen: [],
};

/** How long a learned fact is used. A server can change without a new version or digest. */
const believedMs = 30 * 24 * 60 * 60_000;

type Options = {
  now?: () => number;
  /** Called with the new state after each change. */
  save?: (state: KnowledgeState) => void;
};

/** Creates the knowledge about one endpoint from what is stored. Without `save`, changes live only in the returned object. */
export function createKnowledge(stored: KnowledgeState = nothingKnown, options: Options = {}): Knowledge {
  const { now = Date.now, save } = options;
  let state = stored;
  const change = (changes: Partial<KnowledgeState>) => {
    state = { ...state, ...changes };
    save?.(state);
  };
  // a date in the future comes from a clock that was wrong
  const isBelieved = ({ at }: { at: number }) => Math.abs(now() - at) < believedMs;
  /** A damaged file stays damaged, so this is kept until the file changes or works. */
  const isDamage = ({ facts }: Lesson) => facts.damaged === true;
  const lessons = () => state.lessons.filter((lesson) => isBelieved(lesson) || isDamage(lesson));
  const listed = (model: string) => findModel(state.models, model);
  const learned = (model: string): Learned =>
    Object.assign({}, ...lessons().flatMap((each) => (isSameModel(each.model, model) ? [each.facts] : [])));

  return {
    list: () => state.models.map((model) => ({ ...model, ...toModelFacts(learned(model.id)) })),

    get(model) {
      const info = listed(model);
      const facts = learned(model);
      if (!info && Object.keys(facts).length === 0) return undefined;
      return { id: model, ...info, ...toModelFacts(facts) };
    },

    dialect(model) {
      const { limit = "max_tokens", format, system = "role", without = [], opensInThought = false } = learned(model);
      return { limit, format: format ?? listed(model)?.format ?? "schema", system, without, opensInThought };
    },

    listedAt: () => state.listedAt,
    isOllama: () => (state.isOllama && isBelieved(state.isOllama) ? state.isOllama.value : undefined),
    isNoChatModel: (digest) => state.noChat.includes(digest),

    remember({ models, noChat, version, isOllama }) {
      const isNew = Boolean(version && state.version && version !== state.version);
      const kept = isNew ? lessons().filter(isDamage) : lessons();
      change({
        ...(version && { version }),
        ...(isNew && { isOllama: null }),
        ...(isOllama !== undefined && { isOllama: { value: isOllama, at: now() } }),
        ...(models && { models, listedAt: now() }),
        ...(noChat && { noChat: [...noChat] }),
        lessons: models ? kept.flatMap((lesson) => compare(lesson, models)) : kept,
      });
    },

    learn(model, facts) {
      const info = listed(model);
      const lesson: Lesson = { model, facts, listed: pickFacts(info, facts), at: now() };
      if (info?.digest !== undefined) lesson.digest = info.digest;
      const kept = lessons().filter((each) => !isSameModel(each.model, model) || !isWithin(each.facts, facts));
      change({ lessons: [...kept, lesson] });
    },

    choose(model) {
      const digest = listed(model)?.digest;
      if (digest === undefined) return;
      change({ chosen: [...state.chosen.filter((each) => !isSameModel(each.model, model)), { model, digest }] });
    },

    chosenDigest: (model) => state.chosen.find((each) => isSameModel(each.model, model))?.digest,
    forget: () => change({ lessons: [], isOllama: null }),
  };
}

/** The learned facts that belong in a model list. The others only say how to phrase requests and read answers. */
function toModelFacts({ ...facts }: Learned): Partial<ModelInfo> {
  delete facts.limit;
  delete facts.system;
  delete facts.without;
  delete facts.opensInThought;
  return facts;
}

const factNames = (facts: Learned) => Object.keys(facts) as (keyof Learned)[]; // the type has no other keys

const isWithin = (facts: Learned, others: Learned) => factNames(facts).every((name) => name in others);

/** What the server's list says about the learned facts. */
function pickFacts(info: ModelInfo | undefined, facts: Learned): Partial<ModelInfo> {
  const names: readonly string[] = factNames(facts);
  return Object.fromEntries(Object.entries(info ?? {}).filter(([name]) => names.includes(name)));
}

/**
 * Checks a lesson against a new list. Drops it when the model's file changed. Without a digest to tell, drops it when the server
 * reports a different value for a learned fact than it did then.
 */
function compare(lesson: Lesson, models: readonly ModelInfo[]): Lesson[] {
  const info = findModel(models, lesson.model);
  if (!info) return [lesson];
  const { digest = lesson.digest } = info;
  const listed = pickFacts(info, lesson.facts);
  if (digest !== undefined)
    return lesson.digest === undefined || lesson.digest === digest ? [{ ...lesson, digest }] : [];
  const before: Record<string, unknown> = lesson.listed;
  const isOther = Object.entries(listed).some(([name, value]) => name in before && before[name] !== value);
  return isOther ? [] : [{ ...lesson, listed: { ...listed, ...lesson.listed } }];
}
