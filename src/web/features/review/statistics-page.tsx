import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { reviewStatisticsQuery } from "#web/api/review.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import { Note } from "#web/ui/note.tsx";
import { Forecast } from "./forecast.tsx";
import { HeatMap } from "./heat-map.tsx";
import { Retention } from "./retention.tsx";
import { selectStatistics } from "./select-statistics.ts";
import styles from "./statistics.module.css";
import { Suspended } from "./suspended.tsx";
import { WordCounts } from "./word-counts.tsx";

/** What was reviewed and remembered, and what comes: of all languages, or of one. */
export function StatisticsPage() {
  const t = useReviewStrings();
  const { data, isError, refetch } = useQuery({ ...reviewStatisticsQuery, refetchOnMount: "always" });
  const [chosen, setChosen] = useState<LearningLanguage | "all">("all");
  const own = data?.languages.map(({ language }) => language) ?? [];
  const language = chosen !== "all" && own.includes(chosen) ? chosen : "all";
  const shown = data && selectStatistics(data, language);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t.statistics}</h1>
        {own.length > 1 && (
          <ChipSelect
            label={t.language}
            value={language}
            options={[
              { value: "all" as const, label: t.allLanguages },
              ...own.map((value) => ({ value, label: languages[value].name, lang: value })),
            ]}
            onChoose={setChosen}
          />
        )}
        <Link href="/review" className={styles.link}>
          {t.back}
        </Link>
      </header>
      {isError && !data && (
        <Note kind="failure">
          <p>{t.failed}</p>
          <Button onClick={() => void refetch()}>{t.tryAgain}</Button>
        </Note>
      )}
      {shown && own.length === 0 && <p className={styles.none}>{t.noStatistics}</p>}
      {shown && own.length > 0 && (
        <div className={styles.panels}>
          <WordCounts words={shown.words} suspended={shown.suspended} />
          <Retention retention={shown.retention} />
          <Forecast today={shown.today} forecast={shown.forecast} />
          <HeatMap today={shown.today} days={shown.days} />
          <Suspended cards={data.suspended.filter((card) => language === "all" || card.language === language)} />
        </div>
      )}
    </div>
  );
}
