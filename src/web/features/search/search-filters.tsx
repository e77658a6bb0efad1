import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { useSearchStrings } from "#web/i18n/use-search-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import styles from "./search-dialog.module.css";

export const searchScopes = ["all", "chats", "cards", "words"] as const;
export type SearchScope = (typeof searchScopes)[number];

type Props = {
  scope: SearchScope;
  language: LearningLanguage | null;
  onScope: (scope: SearchScope) => void;
  onLanguage: (language: LearningLanguage | null) => void;
};

/** Where the search looks. */
export function SearchFilters({ scope, language, onScope, onLanguage }: Props) {
  const t = useSearchStrings();
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for fields
    <div className={styles.filters} role="group" aria-label={t.where}>
      {searchScopes.map((each) => (
        <Button key={each} kind="chip" aria-pressed={scope === each} onClick={() => onScope(each)}>
          {t.scopes[each]}
        </Button>
      ))}
      <ChipSelect
        label={t.language}
        value={language ?? "all"}
        options={[
          { value: "all", label: t.allLanguages },
          ...learningLanguages.map((value) => ({ value, label: languages[value].name, lang: value })),
        ]}
        onChoose={(value) => onLanguage(value === "all" ? null : value)}
      />
    </div>
  );
}
