import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";

/** Says once what is contacted. Nothing of YouTube is loaded before the learner has agreed. */
export function YouTubeConsent() {
  const t = useVideoStrings().youtube;
  const { youtube } = useSettings();
  const { mutate: save } = useUpdateSettings();
  if (youtube === "off")
    return (
      <Note>
        <p>{t.off}</p>
        <ButtonLink href="/settings/video">{t.settings}</ButtonLink>
      </Note>
    );
  return (
    <Note as="fieldset" aria-label={t.askTitle}>
      <p>
        <b>{t.askTitle}</b>
      </p>
      <p>{t.ask}</p>
      <Button kind="primary" onClick={() => save({ youtube: "player" })}>
        {t.player}
      </Button>
      <Button onClick={() => save({ youtube: "tools" })}>{t.tools}</Button>
      <ButtonLink href="/video">{t.notNow}</ButtonLink>
    </Note>
  );
}
