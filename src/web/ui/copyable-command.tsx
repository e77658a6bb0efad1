import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { copyText } from "./copy-text.ts";
import "./copyable-command.css";

type Props = { command: string; copyLabel: string; copiedLabel: string };

/** A line for the terminal with a button that copies it. */
export function CopyableCommand({ command, copyLabel, copiedLabel }: Props) {
  const text = useRef<HTMLElement>(null);
  const [isCopied, setIsCopied] = useState(false);

  const copy = async () => {
    const isDone = await copyText(command);
    setIsCopied(isDone);
    // what could not be copied is marked, so that Ctrl+C does it
    if (!isDone && text.current) getSelection()?.selectAllChildren(text.current);
  };

  return (
    <span className="copyable-command">
      <code ref={text}>{command}</code>
      <button type="button" aria-label={`${copyLabel}: ${command}`} onClick={() => void copy()}>
        {isCopied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
        {isCopied ? copiedLabel : copyLabel}
      </button>
      <span className="visually-hidden" aria-live="polite">
        {isCopied && copiedLabel}
      </span>
    </span>
  );
}
