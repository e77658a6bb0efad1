import type { ReactNode } from "react";
import type { Message } from "#shared/chat.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { CopyButton } from "#web/ui/copy-button.tsx";
import { PencilIcon } from "#web/ui/icons.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { useEditing } from "./editing.ts";
import styles from "./own-actions.module.css";
import { Pager } from "./pager.tsx";

type Props = {
  message: Message;
  isBusy: boolean;
  /** The verbs of the message. */
  children?: ReactNode;
};

/** The actions on a message of the learner, its verbs, and the pager of its versions. */
export function OwnActions({ message, isBusy, children }: Props) {
  const t = useTranslate().chat;
  const { begin, show } = useEditing();
  const { id, text, versions } = message;
  const wait = isBusy ? t.composer.waitForEnd : undefined;
  return (
    <>
      <div className={styles.actions}>
        {text !== "" && <CopyButton text={text} label={t.edit.copy} done={t.copied} />}
        <Button
          kind="icon"
          data-edit=""
          data-opens=""
          aria-label={t.edit.start}
          title={wait ?? t.edit.start}
          aria-disabled={isBusy}
          onClick={() => (wait === undefined ? begin(message) : showToast({ text: wait }))}
        >
          <PencilIcon size={16} />
        </Button>
      </div>
      {children}
      {versions.length > 1 && (
        <div className={styles.versions}>
          <Pager all={versions} shown={id} words={t.versions} wait={wait} onShow={show} />
        </div>
      )}
    </>
  );
}
