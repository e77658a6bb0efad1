import type { ComponentProps, ReactNode } from "react";
import { ChoiceCards } from "#web/ui/choice.tsx";
import type { Save } from "./save-note.tsx";
import { SettingField } from "./setting-field.tsx";

type Cards<T extends string> = ComponentProps<typeof ChoiceCards<T>>;
type Props<T extends string> = Pick<Cards<T>, "name" | "value" | "choices" | "onChoose"> & {
  label: string;
  hint: string;
  save: Save;
  children?: ReactNode;
};

/** A choice of a few options that are all visible. `children`: the effect of the choice, shown under it. */
export const ChoiceSetting = <T extends string>({ label, hint, save, children, ...cards }: Props<T>) => (
  <SettingField label={label} hint={hint} save={save} isGroup>
    <ChoiceCards label={label} hidesLabel size="small" {...cards} />
    {children}
  </SettingField>
);
