import type { ReactNode } from "react";
import { Select } from "#web/ui/field.tsx";
import type { Save } from "./save-note.tsx";
import { SettingField } from "./setting-field.tsx";

type Option = { value: string; label: string; lang?: string };
type Props = {
  id: string;
  label: string;
  hint: string;
  save: Save;
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
  children?: ReactNode;
};

/** A choice of many options, as a native select. */
export const SelectSetting = ({ id, label, hint, save, value, options, onChoose, children }: Props) => (
  <SettingField id={id} label={label} hint={hint} save={save}>
    <Select id={id} aria-describedby={`${id}-hint`} value={value} onChange={({ target }) => onChoose(target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value} lang={option.lang}>
          {option.label}
        </option>
      ))}
    </Select>
    {children}
  </SettingField>
);
