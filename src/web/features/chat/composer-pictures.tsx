import { useTranslate } from "#web/i18n/use-translate.ts";
import { CloseIcon } from "#web/ui/icons.tsx";
import "#web/ui/button.css";
import type { Draft } from "./drafts.ts";

type Props = { images: Draft["images"]; isPreparing: boolean; onRemove: (id: string) => void };

/** The pictures of a draft, each with its way out. */
export function ComposerPictures({ images, isPreparing, onRemove }: Props) {
  const t = useTranslate().chat.composer;
  if (images.length === 0 && !isPreparing) return null;
  return (
    <ul className="composer-pictures">
      {images.map(({ id, dataUrl }, index) => (
        <li key={id}>
          <img src={dataUrl} alt={t.picture(index + 1)} />
          <button
            type="button"
            className="icon-button"
            aria-label={t.removePicture(index + 1)}
            onClick={() => onRemove(id)}
          >
            <CloseIcon size={15} />
          </button>
        </li>
      ))}
      {isPreparing && <li className="preparing">{t.preparing}</li>}
    </ul>
  );
}
