import { useEffect, useEffectEvent, useState } from "react";
import { localAddress } from "#web/features/video/local-address.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import { useNow } from "#web/ui/use-now.ts";
import type { FrameTrouble } from "./frame-trouble.ts";
import { isOwnCode, waysOut } from "./frame-ways.ts";
import { PickPicture } from "./pick-picture.tsx";
import { canGrabScreen } from "./screen-grab.ts";

type Props = {
  trouble: FrameTrouble;
  onRetry: () => void;
  /** Absent where the picture does not come from the screen, as of a file. */
  onScreenGrab?: (() => void) | undefined;
  onPick: (picture: File) => void;
};

const kinds = { note: "info", pause: "warning", failure: "failure" } as const;

/** Says why there is no picture, and offers the other ways to one. */
export function FrameTroubleNote({ trouble, onRetry, onScreenGrab, onPick }: Props) {
  const t = useVideoStrings().frames;
  const { chat } = useTranslate();
  const { kind, canRetry, canGrab, inSettings } = waysOut(trouble);
  const mayGrab = canGrab && onScreenGrab !== undefined;
  return (
    <Note kind={kinds[kind]} aria-live="polite">
      <Words trouble={trouble} isInsecure={mayGrab && !canGrabScreen()} />
      {canRetry && <Retry trouble={trouble} onRetry={onRetry} />}
      {mayGrab && canGrabScreen() && <Button onClick={onScreenGrab}>{t.screenGrab}</Button>}
      <PickPicture onPick={onPick} />
      {inSettings && <ButtonLink href="/settings/video">{chat.openSettings}</ButtonLink>}
    </Note>
  );
}

/** `isInsecure`: a screen grab would help, but the browser allows none at this address. */
function Words({ trouble: { code, error }, isInsecure }: { trouble: FrameTrouble; isInsecure: boolean }) {
  const t = useVideoStrings().frames;
  const errorText = useErrorText();
  const { moment, wait } = useFormat();
  const retryAt = error?.retryAt;
  const now = useNow(code === "video_early" && retryAt !== undefined);
  const tool = error?.tool;
  return (
    <>
      <p>
        {code === "not_secure"
          ? t.not_secure(localAddress())
          : isOwnCode(code)
            ? t[code]
            : errorText(error ?? { code, message: "" })}
      </p>
      {retryAt !== undefined && (
        <p>
          {code === "video_early" ? t.goesOnIn(wait(Math.max(0, retryAt - now) / 1_000)) : t.nextTry(moment(retryAt))}
        </p>
      )}
      {tool?.version && (
        <small>
          {`${tool.name} ${tool.version}`}
          {tool.ageDays !== null && ` · ${t.age(tool.ageDays)}`}
        </small>
      )}
      {isInsecure && <small>{t.not_secure(localAddress())}</small>}
    </>
  );
}

/** Not before the end of a pause. Where the learner only waits for YouTube, it goes on by itself. */
function Retry({ trouble: { code, error }, onRetry }: Pick<Props, "trouble" | "onRetry">) {
  const { chat } = useTranslate();
  const [until] = useState(error?.retryAt ?? 0);
  const [waited] = useState(() => until > Date.now());
  const isWaiting = useNow(waited) < until;
  const retry = useEffectEvent(onRetry);
  const goesOn = waited && !isWaiting && code === "video_early";
  useEffect(() => {
    if (goesOn) retry();
  }, [goesOn]);
  return (
    <Button disabled={isWaiting} onClick={onRetry}>
      {chat.retry}
    </Button>
  );
}
