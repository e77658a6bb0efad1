import type { ReactNode } from "react";
import { Field } from "#web/ui/field.tsx";
import { type Save, SaveFailure, SaveNote } from "./save-note.tsx";

type Props = {
  label: string;
  /** The id of the control, whose `aria-describedby` is this with `-hint`. */
  id?: string;
  hint?: string;
  save?: Save;
  isGroup?: boolean;
  isTall?: boolean;
  children: ReactNode;
};

/** A labelled row that reports the save of its last change. */
export const SettingField = ({ save, children, ...field }: Props) => (
  <Field {...field} status={save && <SaveNote save={save} />}>
    {children}
    {save && <SaveFailure save={save} />}
  </Field>
);
