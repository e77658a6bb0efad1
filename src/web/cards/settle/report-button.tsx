import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { engineVersion } from "#web/api/analyse.ts";
import { dictionariesQuery } from "#web/api/dictionaries.ts";
import { statusQuery } from "#web/api/status.ts";
import { useSettleStrings } from "#web/i18n/use-settle-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { copyText } from "#web/ui/copy-text.ts";
import { reportReading } from "./report.ts";
import styles from "./settle-reading.module.css";

type Props = { word: Word; text: string; language: LearningLanguage; model: string | null };

/** Copies a report about the reading of a word, for an issue. */
export function ReportButton({ word, text, language, model }: Props) {
  const t = useSettleStrings();
  const client = useQueryClient();
  const copy = useMutation({
    mutationFn: async () => {
      const [{ version }, { dictionaries }, engine] = await Promise.all([
        client.ensureQueryData(statusQuery),
        client.ensureQueryData(dictionariesQuery),
        engineVersion(language),
      ]);
      const report = reportReading({ word, text, language, model, version, engine, dictionaries });
      if (!(await copyText(report))) throw new Error("The report was not copied.");
    },
  });
  return (
    <>
      <Button
        kind="link"
        className={styles.secondary}
        title={t.reportHint}
        isPending={copy.isPending}
        onClick={() => copy.mutate()}
      >
        {t.report}
      </Button>
      <output>{copy.isSuccess ? t.reported : copy.isError ? t.notReported : ""}</output>
    </>
  );
}
