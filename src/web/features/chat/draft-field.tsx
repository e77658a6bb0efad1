import { type ComponentProps, type KeyboardEvent, type RefObject } from "react";
import { otherVerb, type Verb } from "#shared/verbs.ts";
import { isHardToDraw } from "#web/ui/cut-text.ts";
import { useComposition } from "#web/ui/use-composition.ts";
import styles from "./draft-field.module.css";
import { drafts } from "./drafts.ts";
import { useDraft } from "./use-draft.ts";
import { useDraftField } from "./use-draft-field.ts";

type Props = Omit<ComponentProps<"textarea">, "ref" | "onChange"> & {
  draftId: string;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  /** What Enter does; Alt+Enter does the other one. */
  enterVerb: Verb;
  onSend: (verb: Verb) => void;
  onEscape?: () => void;
  /** Called before the draft changes. */
  onType?: () => void;
};

/** The text of a draft, in a field that grows with it. Enter sends it, unless an input method needs the key; Shift+Enter begins a line. */
export function DraftField({ draftId, fieldRef, enterVerb, onSend, onEscape, onType, ...rest }: Props) {
  const isHard = useDraft(draftId, ({ text }) => isHardToDraw(text));
  const composition = useComposition();
  useDraftField(fieldRef, draftId);

  const onKeyDown = (event: KeyboardEvent) => {
    if (composition.isComposing(event)) return;
    if (event.key === "Escape" && !event.shiftKey && onEscape) {
      event.preventDefault(); // so that Escape does not also stop an answer
      return onEscape();
    }
    if (event.key !== "Enter" || (event.shiftKey && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    onSend(event.altKey ? otherVerb(enterVerb) : enterVerb);
  };

  return (
    <textarea
      {...rest}
      ref={fieldRef}
      className={styles.field}
      rows={1}
      data-hard={isHard || undefined}
      enterKeyHint="send"
      onChange={(event) => {
        onType?.();
        drafts.write(draftId, { text: event.target.value });
      }}
      onKeyDown={onKeyDown}
      onCompositionStart={composition.onCompositionStart}
      onCompositionEnd={composition.onCompositionEnd}
    />
  );
}
