import { useRef, useState } from "react";
import { CheckIcon, CopyIcon } from "./icons.tsx";
import { copyText } from "./copy-text.ts";
import styles from "./copyable-command.module.css";

type Props = { command: string; copyLabel: string; copiedLabel: string };

/** A terminal command with a button that copies it. */
export function CopyableCommand({ command, copyLabel, copiedLabel }: Props) {
  const text = useRef<HTMLElement>(null);
  const [isCopied, setIsCopied] = useState(false);

  const copy = async () => {
    const isDone = await copyText(command);
    setIsCopied(isDone);
    // if copying failed, the text is selected so that Ctrl+C works
    if (!isDone && text.current) getSelection()?.selectAllChildren(text.current);
  };

  return (
    <span className={styles.command}>
      <code ref={text}>{command}</code>
      <button type="button" aria-label={`${copyLabel}: ${command}`} onClick={() => void copy()}>
        {isCopied ? <CheckIcon size={15} /> : <CopyIcon size={15} />}
        {isCopied ? copiedLabel : copyLabel}
      </button>
      <span className="visually-hidden" aria-live="polite">
        {isCopied && copiedLabel}
      </span>
    </span>
  );
}
