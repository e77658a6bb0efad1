import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { prepareExport } from "#web/api/data.ts";
import { toApiError } from "#web/api/client.ts";
import { FailureLine } from "#web/features/settings/save-note.tsx";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { FailureText } from "./failure-text.tsx";

/** Makes the file and lets the browser download it. Leaving the page stops it. */
export function ExportButton() {
  const t = useSettingsStrings().data;
  const leaving = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, []);
  const prepare = useMutation({
    mutationFn: () => prepareExport(leaving.current.signal),
    onSuccess(href) {
      const link = document.createElement("a");
      link.href = href;
      link.download = "";
      link.click();
    },
  });
  const isTooLarge = prepare.error !== null && toApiError(prepare.error).code === "too_large";
  return (
    <>
      <Button isPending={prepare.isPending} onClick={() => prepare.mutate()}>
        {prepare.isPending ? t.exporting : t.export}
      </Button>
      <output>{prepare.isSuccess && t.exported}</output>
      {isTooLarge ? <FailureLine role="alert">{t.exportTooLarge}</FailureLine> : <FailureText error={prepare.error} />}
    </>
  );
}
