import { useEffect, useId, useState } from "react";
import type { NewImport } from "#shared/anki/imports.ts";
import { type NoteState, noteStates } from "#shared/anki/source-values.ts";
import type { Columns, ImportChoice, Source, SourceGroup } from "#shared/anki/source.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type WordStatus, wordStatuses } from "#shared/words/word-values.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { Checkbox, Select } from "#web/ui/field.tsx";
import styles from "./anki.module.css";
import { EncodingSelect } from "./encoding-select.tsx";
import { LanguageSelect } from "./language-select.tsx";

type Props = {
  source: Source;
  language: LearningLanguage;
  /** The same file, read in another encoding. */
  onSource: (source: Source) => void;
  onChange: (asked: NewImport) => void;
};
type Choice = Omit<ImportChoice, "source" | "encoding">;

const usualStatuses = {
  anki: { known: "known", learning: "learning", new: null, suspended: null },
  table: { known: "known", learning: "learning", new: "known", suspended: null },
} as const satisfies Record<Source["kind"], ImportChoice["statuses"]>;

const noColumns: Columns = { word: 0, reading: null, meaning: null, status: null, language: null };

const firstChoice = (kind: Source["kind"], group: SourceGroup, own: LearningLanguage): Choice => ({
  group: group.id,
  columns: group.guess ?? noColumns,
  decks: null,
  language: group.language ?? own,
  statuses: usualStatuses[kind],
});

/** Chooses which rows of a source are imported, and as what. The server has guessed everything, so that usually nothing must be chosen. */
export function SourceForm({ source, language: own, onSource, onChange }: Props) {
  const { import: t } = useAnkiStrings();
  const { count } = useFormat();
  const id = useId();
  const { kind, groups, decks, encoding } = source;
  const [choice, setChoice] = useState(() => firstChoice(kind, groups[0]!, own));
  const group = groups.find((each) => each.id === choice.group) ?? groups[0]!;
  const change = (part: Partial<Choice>) => setChoice((now) => ({ ...now, ...part }));
  useEffect(
    () => onChange({ file: { source: source.id, encoding, ...choice } }),
    [source.id, encoding, choice, onChange],
  );
  return (
    <>
      {groups.length > 1 && (
        <div className={styles.part}>
          <label htmlFor={`${id}-group`}>{t.noteType}</label>
          <Select
            id={`${id}-group`}
            value={choice.group}
            onChange={({ target }) => {
              const chosen = groups.find((each) => String(each.id) === target.value);
              if (chosen) setChoice(firstChoice(kind, chosen, own));
            }}
          >
            {groups.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name} ({count(each.rows)})
              </option>
            ))}
          </Select>
        </div>
      )}
      <div className={styles.two}>
        <div className={styles.part}>
          <label htmlFor={`${id}-language`}>{t.language}</label>
          <LanguageSelect
            id={`${id}-language`}
            value={choice.language}
            onChoose={(code) => code && change({ language: code })}
          />
        </div>
        {encoding && <EncodingSelect source={source} language={own} onSource={onSource} />}
      </div>
      <div className={styles.two}>
        {(["word", "reading", "meaning"] as const).map((part) => (
          <ColumnSelect
            key={part}
            label={t.columns[part]}
            group={group}
            value={choice.columns[part]}
            isOptional={part !== "word"}
            onChoose={(column) => change({ columns: { ...choice.columns, [part]: column } })}
          />
        ))}
      </div>
      {decks.length > 1 && (
        <fieldset className={styles.part}>
          <legend>{t.decks}</legend>
          <div className={styles.decks}>
            {decks.map((deck) => (
              <label key={deck.id}>
                <Checkbox
                  checked={choice.decks?.includes(deck.id) ?? true}
                  onChange={({ target }) => {
                    const now = choice.decks ?? decks.map((each) => each.id);
                    change({ decks: target.checked ? [...now, deck.id] : now.filter((each) => each !== deck.id) });
                  }}
                />{" "}
                {deck.name} <small>{count(deck.rows)}</small>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <States kind={kind} group={group} statuses={choice.statuses} onChange={(statuses) => change({ statuses })} />
    </>
  );
}

type ColumnProps = {
  label: string;
  group: SourceGroup;
  value: number | null;
  isOptional: boolean;
  onChoose: (column: number | null) => void;
};

function ColumnSelect({ label, group: { columns, samples }, value, isOptional, onChoose }: ColumnProps) {
  const { import: t } = useAnkiStrings();
  const id = useId();
  const example = value === null ? "" : samples.map((row) => row[value] ?? "").filter(Boolean)[0];
  return (
    <div className={styles.part}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        aria-describedby={`${id}-example`}
        value={value ?? ""}
        onChange={({ target }) => onChoose(target.value === "" ? null : Number(target.value))}
      >
        {isOptional && <option value="">{t.noColumn}</option>}
        {columns.map((name, column) => (
          <option key={`${column} ${name}`} value={column}>
            {name}
          </option>
        ))}
      </Select>
      <small id={`${id}-example`}>{example && t.example(example.slice(0, 40))}</small>
    </div>
  );
}

type StatesProps = {
  kind: Source["kind"];
  group: SourceGroup;
  statuses: ImportChoice["statuses"];
  onChange: (statuses: ImportChoice["statuses"]) => void;
};

/** As what the rows of each state are imported. The rows of a table have none. */
function States({ kind, group, statuses, onChange }: StatesProps) {
  const { import: t, statuses: names } = useAnkiStrings();
  const { count } = useFormat();
  const id = useId();
  const label = (state: NoteState) => (kind === "table" ? t.states.rows : t.states[state])(count(group.states[state]));
  return (
    <fieldset className={styles.part}>
      <legend>{t.as}</legend>
      <div className={styles.states}>
        {noteStates
          .toReversed()
          .filter((state) => group.states[state] > 0)
          .map((state) => (
            <StateRow key={state} id={`${id}-${state}`} label={label(state)}>
              <Select
                id={`${id}-${state}`}
                value={statuses[state] ?? ""}
                onChange={({ target }) => onChange({ ...statuses, [state]: toStatus(target.value) })}
              >
                <option value="">{t.skip}</option>
                {wordStatuses.map((status) => (
                  <option key={status} value={status}>
                    {names[status]}
                  </option>
                ))}
              </Select>
            </StateRow>
          ))}
      </div>
    </fieldset>
  );
}

const StateRow = ({ id, label, children }: { id: string; label: string; children: React.ReactNode }) => (
  <>
    <label htmlFor={id}>{label}</label>
    {children}
  </>
);

const toStatus = (value: string): WordStatus | null => wordStatuses.find((status) => status === value) ?? null;
