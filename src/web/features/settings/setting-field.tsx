import type { ReactNode } from "react";
import { Field } from "#web/ui/field.tsx";
import { type Save, SaveFailure, SaveNote } from "./save-note.tsx";

type Props = {
  label: string;
  /** Of the control; it has `aria-describedby` the same with `-hint`. */
  id?: string;
  hint?: string;
  save?: Save;
  isGroup?: boolean;
  children: ReactNode;
};

/** A labelled row that says how its last change was saved. */
export const SettingField = ({ save, children, ...field }: Props) => (
  <Field {...field} status={save && <SaveNote save={save} />}>
    {children}
    {save && <SaveFailure save={save} />}
  </Field>
);
