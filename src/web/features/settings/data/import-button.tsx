import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import type { ImportPreview } from "#shared/data.ts";
import { checkExport } from "#web/api/data.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { FailureText } from "./failure-text.tsx";

/** Picks an export and has it checked. */
export function ImportButton({ onFound }: { onFound: (found: ImportPreview) => void }) {
  const t = useSettingsStrings().data;
  const input = useRef<HTMLInputElement>(null);
  const check = useMutation({ mutationFn: checkExport, onSuccess: onFound });
  return (
    <>
      <Button isPending={check.isPending} onClick={() => input.current?.click()}>
        {check.isPending ? t.checking : t.import}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t.import}
        accept=".zip,application/zip"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) check.mutate(file);
          target.value = ""; // so that the same file can be picked again
        }}
      />
      <FailureText error={check.error} />
    </>
  );
}
