import type { ReactNode } from "react";
import { type Save, SaveFailure, SaveNote } from "./save-note.tsx";

type Props = { id: string; label: string; hint?: string; save?: Save; children: ReactNode };

/** A labelled row. Its control has `id`, and `aria-describedby` the same with `-hint`. */
export function SettingField({ id, label, hint, save, children }: Props) {
  return (
    <div className="field">
      <div className="field-label">
        <label htmlFor={id}>{label}</label>
        {save && <SaveNote save={save} />}
        {hint && <small id={`${id}-hint`}>{hint}</small>}
      </div>
      <div className="field-control">
        {children}
        {save && <SaveFailure save={save} />}
      </div>
    </div>
  );
}
