import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { Select } from "#web/ui/field.tsx";

type Props = {
  id: string;
  /** Null: all of them. */
  value: LearningLanguage | null;
  /** Offers all of them. */
  allLabel?: string;
  onChoose: (value: LearningLanguage | null) => void;
};

/** The languages, each in its own words. */
export const LanguageSelect = ({ id, value, allLabel, onChoose }: Props) => (
  <Select
    id={id}
    lang={value ?? undefined}
    value={value ?? ""}
    onChange={({ target }) => onChoose(learningLanguages.find((code) => code === target.value) ?? null)}
  >
    {allLabel !== undefined && <option value="">{allLabel}</option>}
    {learningLanguages.map((code) => (
      <option key={code} value={code} lang={code}>
        {languages[code].name}
      </option>
    ))}
  </Select>
);
