import { z } from "zod";
import { canonicalName } from "#shared/canonical-name.ts";
import { type ModelInfo, modelInfoSchema } from "#shared/providers.ts";
import { type Knowledge, type Learned, learnedSchema } from "./types.ts";

/** An array of which single elements may be wrong. */
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

/** What was learned at one moment, and what the server said about the same facts then. */
const lessonSchema = z.object({
  model: z.string(),
  facts: learnedSchema,
  listed: modelInfoSchema.partial(),
  digest: z.string().optional(),
  at: z.number(),
});
type Lesson = z.infer<typeof lessonSchema>;

/** All that is known about one endpoint, as it is stored. A broken part is left out, never an error. */
export const knowledgeSchema = z.object({
  // what is in memory now says nothing about the next start
  models: tolerant(modelInfoSchema.omit({ loaded: true, memory: true })),
  listedAt: z.number().nullable().catch(null),
  noChat: tolerant(z.string()),
  version: z.string().nullable().catch(null),
  isOllama: z.object({ value: z.boolean(), at: z.number() }).nullable().catch(null),
  lessons: tolerant(lessonSchema),
  chosen: tolerant(z.object({ model: z.string(), digest: z.string() })),
});
/** In memory it also says which models are loaded. */
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

/** A server can change without a new version or digest, so nothing that was learned is believed longer. */
const believedMs = 30 * 24 * 60 * 60_000;

type Options = {
  now?: () => number;
  /** Called with the new state after each change. */
  save?: (state: KnowledgeState) => void;
};

/** What is known about one endpoint, starting from what is stored. Without `save` it lasts as long as the object. */
export function createKnowledge(stored: KnowledgeState = nothingKnown, options: Options = {}): Knowledge {
  const { now = Date.now, save } = options;
  let state = stored;
  const change = (changes: Partial<KnowledgeState>) => {
    state = { ...state, ...changes };
    save?.(state);
  };
  const isBelieved = ({ at }: { at: number }) => now() - at < believedMs;
  const lessons = () => state.lessons.filter(isBelieved);
  const listed = (model: string) => state.models.find(({ id }) => isSame(id, model));
  const learned = (model: string): Learned =>
    Object.assign({}, ...lessons().flatMap((each) => (isSame(each.model, model) ? [each.facts] : [])));

  return {
    list: () => state.models.map((model) => ({ ...model, ...toModelFacts(learned(model.id)) })),

    get(model) {
      const info = listed(model);
      const facts = learned(model);
      if (!info && Object.keys(facts).length === 0) return undefined;
      return { id: model, ...info, ...toModelFacts(facts) };
    },

    dialect(model) {
      const { limit = "max_tokens", format, system = "role", without = [] } = learned(model);
      return { limit, format: format ?? listed(model)?.format ?? "schema", system, without };
    },

    listedAt: () => state.listedAt,
    isOllama: () => (state.isOllama && isBelieved(state.isOllama) ? state.isOllama.value : undefined),
    isNoChatModel: (digest) => state.noChat.includes(digest),

    remember({ models, noChat, version, isOllama }) {
      const isNew = Boolean(version && state.version && version !== state.version);
      const kept = isNew ? [] : lessons();
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
      const kept = lessons().filter((each) => !isSame(each.model, model) || !isWithin(each.facts, facts));
      change({ lessons: [...kept, lesson] });
    },

    choose(model) {
      const digest = listed(model)?.digest;
      if (digest === undefined) return;
      change({ chosen: [...state.chosen.filter((each) => !isSame(each.model, model)), { model, digest }] });
    },

    chosenDigest: (model) => state.chosen.find((each) => isSame(each.model, model))?.digest,
    forget: () => change({ lessons: [], isOllama: null }),
  };
}

const isSame = (one: string, other: string) => canonicalName(one) === canonicalName(other);

/** The learned facts that a model list shows too; the rest is only about how to ask. */
function toModelFacts({ ...facts }: Learned): Partial<ModelInfo> {
  delete facts.limit;
  delete facts.system;
  delete facts.without;
  return facts;
}

const factNames = (facts: Learned) => Object.keys(facts) as (keyof Learned)[]; // the type has no other keys

const isWithin = (facts: Learned, others: Learned) => factNames(facts).every((name) => name in others);

/** What the server's list says about the facts that were learned. */
function pickFacts(info: ModelInfo | undefined, facts: Learned): Partial<ModelInfo> {
  const names: readonly string[] = factNames(facts);
  return Object.fromEntries(Object.entries(info ?? {}).filter(([name]) => names.includes(name)));
}

/**
 * A lesson after a new list. It is dropped when the model is another file, or, where no digest says so, when the server
 * now says something else about the same fact than it did then.
 */
function compare(lesson: Lesson, models: readonly ModelInfo[]): Lesson[] {
  const info = models.find(({ id }) => isSame(id, lesson.model));
  if (!info) return [lesson];
  const { digest = lesson.digest } = info;
  const listed = pickFacts(info, lesson.facts);
  if (digest !== undefined)
    return lesson.digest === undefined || lesson.digest === digest ? [{ ...lesson, digest }] : [];
  const before: Record<string, unknown> = lesson.listed;
  const isOther = Object.entries(listed).some(([name, value]) => name in before && before[name] !== value);
  return isOther ? [] : [{ ...lesson, listed: { ...listed, ...lesson.listed } }];
}
