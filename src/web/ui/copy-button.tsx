import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { CheckIcon, CopyIcon } from "./icons.tsx";
import { copyText } from "./copy-text.ts";

/** Copies a text and confirms it in the button. */
export function CopyButton({ text, label, done }: { text: string; label: string; done: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <Button kind="icon" title={copied ? done : label} onClick={() => void copyText(text).then(setCopied)}>
      {copied ? <CheckIcon size={17} /> : <CopyIcon size={17} />}
      <span className="visually-hidden">{label}</span>
      <span className="visually-hidden" aria-live="polite">
        {copied && done}
      </span>
    </Button>
  );
}
