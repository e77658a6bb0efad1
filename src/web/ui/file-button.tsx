import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";
import styles from "./file-button.module.css";

type Props = { label: string; accept: string; onFiles: (files: File[]) => void; children: ReactNode };

/** An icon button that lets the learner pick files. */
export const FileButton = ({ label, accept, onFiles, children }: Props) => (
  <label className={buttonClass("icon", styles.button)} title={label}>
    {children}
    <input
      type="file"
      className="visually-hidden"
      aria-label={label}
      accept={accept}
      multiple
      onChange={({ target }) => {
        onFiles([...(target.files ?? [])]);
        target.value = ""; // so that the same file can be picked again
      }}
    />
  </label>
);
