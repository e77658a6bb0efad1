import type { ReactNode } from "react";
import { subtitleEndings } from "#shared/captions/parse-subtitles.ts";
import { type ButtonKind, buttonClass } from "#web/ui/button.tsx";
import { canPick, pickFiles } from "./pick-files.ts";
import styles from "./start-page.module.css";
import { useOpenFiles } from "./use-open-files.ts";

const accept = ["video/*", "audio/*", ".mkv", ...subtitleEndings].join(",");

/** Opens a file of the learner, with its subtitles. Where the browser can open it again later by itself, it is asked in the way that allows that. */
export function OpenFileButton({ kind = "primary", children }: { kind?: ButtonKind; children: ReactNode }) {
  const openFiles = useOpenFiles();
  return (
    <label className={buttonClass(kind, styles.pick)}>
      {children}
      <input
        type="file"
        className="visually-hidden"
        accept={accept}
        multiple
        onClick={(event) => {
          if (!canPick()) return;
          event.preventDefault();
          void pickFiles().then(openFiles);
        }}
        onChange={({ target }) => {
          openFiles([...(target.files ?? [])]);
          target.value = ""; // so that the same file can be picked again
        }}
      />
    </label>
  );
}
