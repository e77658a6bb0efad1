import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./answer-pager.module.css";

type Props = {
  /** The ids of all answers to a message, oldest first. */
  all: readonly string[];
  shown: string;
  onShow: (generationId: string) => void;
};

/** Pages through the answers to one message: `‹ 1/2 ›`. */
export function AnswerPager({ all, shown, onShow }: Props) {
  const t = useTranslate().chat.answers;
  const index = all.indexOf(shown);
  const step = (label: string, sign: string, to: string | undefined) => (
    // stays focusable at either end, so that the focus is not lost
    <Button
      kind="icon"
      aria-label={label}
      title={label}
      aria-disabled={to === undefined}
      onClick={() => to !== undefined && onShow(to)}
    >
      {sign}
    </Button>
  );
  return (
    <fieldset className={styles.pager} aria-label={t.label}>
      {step(t.previous, "‹", all[index - 1])}
      <span aria-live="polite">
        <span aria-hidden>
          {index + 1}/{all.length}
        </span>
        <span className="visually-hidden">{t.position(index + 1, all.length)}</span>
      </span>
      {step(t.next, "›", all[index + 1])}
    </fieldset>
  );
}
