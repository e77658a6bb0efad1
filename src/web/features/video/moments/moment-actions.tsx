import type { Moment } from "#shared/video/moment.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { CopyButton } from "#web/ui/copy-button.tsx";
import { BinIcon, RetryIcon } from "#web/ui/icons.tsx";
import { linkTo } from "./link-to.ts";
import styles from "./moment-view.module.css";
import { useRemove } from "./use-remove.ts";

/** What can be done with a saved moment. */
export function MomentActions({ moment, onAgain }: { moment: Moment; onAgain: () => void }) {
  const t = useVideoStrings().moments;
  const { chat } = useTranslate();
  const { clock } = useFormat();
  const remove = useRemove();
  const removeLabel = t.remove(clock(moment.at));
  return (
    <span className={styles.actions}>
      <Button kind="icon" aria-label={t.again} title={t.again} onClick={onAgain}>
        <RetryIcon size={16} />
      </Button>
      <CopyButton text={linkTo(moment)} label={t.copyLink} done={chat.copied} />
      <Button kind="icon" aria-label={removeLabel} title={removeLabel} onClick={() => remove(moment)}>
        <BinIcon size={16} />
      </Button>
    </span>
  );
}
