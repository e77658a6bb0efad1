import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { CloseIcon } from "#web/ui/icons.tsx";
import styles from "./composer-pictures.module.css";
import type { Draft } from "./drafts.ts";

type Props = { images: Draft["images"]; isPreparing: boolean; onRemove: (id: string) => void };

/** The pictures of a draft, each with a button that removes it. */
export function ComposerPictures({ images, isPreparing, onRemove }: Props) {
  const t = useTranslate().chat.composer;
  if (images.length === 0 && !isPreparing) return null;
  return (
    <ul className={styles.list}>
      {images.map(({ id, dataUrl }, index) => (
        <li key={id}>
          <img src={dataUrl} alt={t.picture(index + 1)} />
          <Button kind="icon" aria-label={t.removePicture(index + 1)} onClick={() => onRemove(id)}>
            <CloseIcon size={15} />
          </Button>
        </li>
      ))}
      {isPreparing && <li className={styles.preparing}>{t.preparing}</li>}
    </ul>
  );
}
