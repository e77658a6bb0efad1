import type { ImportPreview } from "#shared/anki/imports.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import styles from "./anki.module.css";

type Props = { preview: ImportPreview | undefined; isFetching: boolean };

/** What an import would do: how many words are new, which get another status, and why rows are skipped. */
export function ImportPreviewBox({ preview, isFetching }: Props) {
  const { import: t, statuses } = useAnkiStrings();
  const { count } = useFormat();
  if (!preview) return <output className={styles.preview}>{isFetching && t.counting}</output>;
  const { added, changed, same, skipped, samples, language } = preview;
  const why = (["state", "empty", "language", "repeated"] as const).filter((reason) => skipped[reason] > 0);
  const all = why.reduce((sum, reason) => sum + skipped[reason], 0);
  return (
    <section className={styles.preview} aria-label={t.preview} aria-live="polite">
      <b>{t.preview}</b>
      <ul>
        {added + changed === 0 && <li>{t.nothing}</li>}
        {added > 0 && <li>{t.added(count(added))}</li>}
        {changed > 0 && <li>{t.changed(count(changed))}</li>}
        {same > 0 && <li>{t.same(count(same))}</li>}
        {all > 0 && (
          <li>
            {t.skipped(count(all))}{" "}
            <small>({why.map((reason) => t.skippedWhy[reason](count(skipped[reason]))).join(", ")})</small>
          </li>
        )}
      </ul>
      <div className={styles.samples} lang={language}>
        {samples.slice(0, 12).map(({ lemma, reading, status, before }) => (
          <span key={`${lemma} ${reading}`}>
            {lemma}
            {reading && <small>{reading}</small>}
            {before && <small>{`${statuses[before]} → ${statuses[status]}`}</small>}
          </span>
        ))}
      </div>
    </section>
  );
}
