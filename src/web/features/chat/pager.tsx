import { Button } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";
import styles from "./pager.module.css";

type Props = {
  /** The ids of the alternatives in this place, oldest first. */
  all: readonly string[];
  shown: string;
  onShow: (id: string) => void;
  words: { label: string; previous: string; next: string; position: (index: number, count: number) => string };
  /** The reason why no other one can be shown now. */
  wait?: string | undefined;
};

/** Pages through the answers to a message, or through its versions: `‹ 1/2 ›`. */
export function Pager({ all, shown, onShow, words, wait }: Props) {
  const index = all.indexOf(shown);
  const step = (label: string, sign: string, to: string | undefined) => {
    const isOff = to === undefined || wait !== undefined;
    return (
      // stays focusable at either end, so that the focus is not lost
      <Button
        kind="icon"
        aria-label={label}
        title={wait ?? label}
        aria-disabled={isOff}
        data-opens=""
        onClick={() => {
          if (to === undefined) return;
          if (wait === undefined) onShow(to);
          else showToast({ text: wait }); // touch screens show no title
        }}
      >
        {sign}
      </Button>
    );
  };
  return (
    <fieldset className={styles.pager} aria-label={words.label}>
      {step(words.previous, "‹", all[index - 1])}
      <span aria-live="polite">
        <span aria-hidden>
          {index + 1}/{all.length}
        </span>
        <span className="visually-hidden">{words.position(index + 1, all.length)}</span>
      </span>
      {step(words.next, "›", all[index + 1])}
    </fieldset>
  );
}
