import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslate } from "#web/i18n/use-translate.ts";
import styles from "./kept-picture.module.css";

type Props = ComponentProps<"img"> & {
  src: string;
  /** In the place of a missing picture. Default: words that say so. */
  instead?: ReactNode;
};

/** A picture that Blossom keeps in a file, which can be missing, for example after a restore. */
export function KeptPicture({ src, alt = "", instead, ...rest }: Props) {
  const t = useTranslate().card;
  const image = useRef<HTMLImageElement>(null);
  const [missing, setMissing] = useState<string | null>(null);
  useEffect(() => {
    // in a first frame, loading may have failed before React listened: load it again, so that React hears of it
    if (image.current?.complete && image.current.naturalWidth === 0) image.current.src = src;
  }, [src]);
  if (missing === src) return instead ?? <span className={styles.missing}>{t.pictureMissing}</span>;
  return <img {...rest} ref={image} src={src} alt={alt} onError={() => setMissing(src)} />;
}
