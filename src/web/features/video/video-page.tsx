import type { ComponentType } from "react";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { StartPage } from "./start-page.tsx";
import { type BarProps, WatchPage } from "./watch-page.tsx";

type Props = {
  /** The key in the address; undefined: no video is chosen. */
  id: string | undefined;
  Bar: ComponentType<BarProps>;
};

/** As `videoKeySchema` says. */
const key = /^(yt-[\w-]{11}|file-[0-9a-f]{16,64})$/;

export function VideoPage({ id, Bar }: Props) {
  const t = useVideoStrings();
  if (id !== undefined && key.test(id)) return <WatchPage key={id} id={id} Bar={Bar} />;
  return (
    <>
      <Bar title={t.title} />
      <StartPage />
    </>
  );
}
