import type { ReactNode } from "react";
import { type Save, SaveFailure, SaveNote } from "./save-note.tsx";

type Props = { label: string; hint: string; save: Save; children: ReactNode };

/** A row whose control is a group with a legend of its own. */
export function SettingGroup({ label, hint, save, children }: Props) {
  return (
    <div className="field">
      <div className="field-label">
        <span aria-hidden="true">{label}</span>
        <SaveNote save={save} />
        <small>{hint}</small>
      </div>
      <div className="field-control">
        {children}
        <SaveFailure save={save} />
      </div>
    </div>
  );
}
