import { useRef } from "react";
import { Button } from "#web/ui/button.tsx";

type Props = { label: string; isPending: boolean; onFile: (file: File) => void };

/** Picks a dictionary file. */
export function ImportButton({ label, isPending, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button isPending={isPending} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept=".zip,.gz,.xml,.u8,.csv,.tsv,.txt,.edict,.cedict,application/zip,application/gzip,text/csv"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          target.value = ""; // so that the same file can be picked again
        }}
      />
    </>
  );
}
