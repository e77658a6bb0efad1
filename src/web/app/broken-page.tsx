import { useTranslate } from "#web/i18n/use-translate.ts";
import "#web/ui/button.css";

export function BrokenPage({ onAgain }: { onAgain: () => void }) {
  const t = useTranslate().shell;
  return (
    <div className="page-note" role="alert">
      <h1>{t.crashed}</h1>
      <p>{t.crashedHint}</p>
      <p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {t.reload}
        </button>{" "}
        <button type="button" className="button" onClick={onAgain}>
          {t.tryAgain}
        </button>
      </p>
    </div>
  );
}
