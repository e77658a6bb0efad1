import { useEffect, useRef, useState } from "react";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { TextInput } from "#web/ui/field.tsx";
import { useComposition } from "#web/ui/use-composition.ts";
import styles from "./card.module.css";

type Props = { language: string; onCheck: (text: string) => void; onShow: () => void };

/** The answer is typed, with any input method. Enter checks it, but not the Enter that ends a composition. */
export function AnswerField({ language, onCheck, onShow }: Props) {
  const t = useReviewStrings();
  const { isComposing, ...composition } = useComposition();
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) input.current?.focus({ preventScroll: true });
  }, []);
  const check = () => (text.trim() === "" ? onShow() : onCheck(text));
  return (
    <div className={styles.answer}>
      <TextInput
        ref={input}
        lang={language}
        aria-label={t.type}
        aria-describedby="review-ask review-front"
        placeholder={t.type}
        enterKeyHint="done"
        value={text}
        onChange={({ target }) => setText(target.value)}
        {...composition}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || isComposing(event)) return;
          event.preventDefault();
          check();
        }}
      />
      <Button kind="primary" onClick={check}>
        {text.trim() === "" ? t.dontKnow : t.check}
      </Button>
    </div>
  );
}
