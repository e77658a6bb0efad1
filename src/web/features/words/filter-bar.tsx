import { useState } from "react";
import { languages } from "#shared/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { wordKinds, wordSorts, wordStatuses } from "#shared/words/word-values.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import type { ListAddressBar } from "./use-list-address.ts";
import { timeSpans } from "./word-filter.ts";
import styles from "./words-page.module.css";

/** `reply` is missing, because words of an answer are saved with its message. */
const sources = ["message", "moment", "frame", "text", "import"] as const;

/** Which words are shown, and in which order. On a phone, a button opens it. */
export function FilterBar({ address }: { address: ListAddressBar }) {
  const t = useWordsStrings();
  const { statuses } = useSavingStrings();
  const [isOpen, setIsOpen] = useState(false);
  const { filter, sort, days, isDue, change } = address;
  const { q: _typed, ...chosen } = filter;
  const active = Object.keys(chosen).length;
  const set = (name: string) => (value: string) => change({ [name]: value === "all" ? null : value });
  const toggle = (name: string, isOn: boolean) => change({ [name]: isOn ? null : "1" });
  const choices = <T extends string>(all: string, values: readonly T[], labels: Record<T, string>) => [
    { value: "all" as const, label: all },
    ...values.map((value) => ({ value, label: labels[value] })),
  ];
  return (
    <>
      <Button className={styles.opener} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {t.filters}
        {active > 0 && ` (${active})`}
      </Button>
      <ChipSelect
        label={t.sort}
        value={sort}
        className={styles.sort}
        data-open={isOpen || undefined}
        options={wordSorts.map((value) => ({ value, label: t.sorts[value] }))}
        onChoose={(value) => change({ sort: value === "newest" ? null : value })}
      />
      <div className={styles.filters} data-open={isOpen || undefined}>
        <ChipSelect
          label={t.status}
          value={filter.status ?? "all"}
          options={choices(t.allStatuses, wordStatuses, statuses)}
          onChoose={set("status")}
        />
        <ChipSelect
          label={t.language}
          value={filter.language ?? "all"}
          options={[
            { value: "all", label: t.allLanguages },
            ...learningLanguages.map((value) => ({ value, label: languages[value].name, lang: value })),
          ]}
          onChoose={set("language")}
        />
        <ChipSelect
          label={t.source}
          value={filter.source === "reply" ? "message" : (filter.source ?? "all")}
          options={choices(t.sources.all, sources, t.sources)}
          onChoose={set("source")}
        />
        <ChipSelect
          label={t.kind}
          value={filter.kind ?? "all"}
          options={choices(t.kinds.all, wordKinds, t.kinds)}
          onChoose={set("kind")}
        />
        <ChipSelect
          label={t.time}
          value={days ?? "all"}
          options={choices(t.times.all, timeSpans, t.times)}
          onChoose={set("days")}
        />
        <Button kind="chip" aria-pressed={isDue} onClick={() => toggle("due", isDue)}>
          {t.due}
        </Button>
        <Button
          kind="chip"
          aria-pressed={filter.doubt !== undefined}
          onClick={() => toggle("doubt", filter.doubt !== undefined)}
        >
          {t.doubt}
        </Button>
        {active > 0 && (
          <Button kind="link" onClick={address.clear}>
            {t.clearFilters}
          </Button>
        )}
      </div>
    </>
  );
}
