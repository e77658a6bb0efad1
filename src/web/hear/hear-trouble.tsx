import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useHearStrings } from "#web/i18n/use-hear-strings.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { toApiError } from "#web/api/client.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { CopyableCommand } from "#web/ui/copyable-command.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { makerOf } from "./choose-voice.ts";
import { findSystem, linuxCommands } from "./find-system.ts";
import styles from "./hear-trouble.module.css";
import { HearTrouble } from "./speak.ts";
import { saveVoice } from "./system-voices.ts";

type Props = { trouble: unknown; onClose: () => void; onRetry: () => void };

/** Why nothing can be heard, and what to do about it. */
export function HearTroubleDialog({ trouble, onClose, onRetry }: Props) {
  const t = useHearStrings();
  const language = useInterfaceLanguage();
  const kind = trouble instanceof HearTrouble ? trouble.kind : "failed";
  const name = trouble instanceof HearTrouble ? learningNames[language][trouble.language] : "";
  const title = kind === "none" || kind === "remote" ? t.title[kind](name) : t.title[kind];
  return (
    <Dialog title={title} closeLabel={t.close} onClose={onClose}>
      <div className={styles.trouble}>
        {trouble instanceof HearTrouble ? (
          <TroubleWords trouble={trouble} name={name} onRetry={onRetry} />
        ) : (
          <FailureWords error={trouble} onRetry={onRetry} />
        )}
        <footer>
          <ButtonLink href="/settings/languages" kind="quiet">
            {t.toSettings}
          </ButtonLink>
        </footer>
      </div>
    </Dialog>
  );
}

function TroubleWords({ trouble, name, onRetry }: { trouble: HearTrouble; name: string; onRetry: () => void }) {
  const t = useHearStrings();
  const { kind, voice, language } = trouble;
  if (kind === "unsupported") return <p>{t.unsupported}</p>;
  if (kind === "none") return <AddVoice name={name} />;
  if (kind === "remote" && voice) {
    const maker = makerOf(voice);
    const use = () => {
      saveVoice(language, voice.voiceURI);
      onRetry();
    };
    return (
      <>
        <p>{t.remote(voice.name, name)}</p>
        <p>
          <b>{maker ? t.sendsTo(maker) : t.sendsAway}</b>
        </p>
        <Button kind="primary" onClick={use}>
          {t.useRemote}
        </Button>
      </>
    );
  }
  return (
    <>
      <p>{t.silent}</p>
      <Button onClick={onRetry}>{t.tryAgain}</Button>
    </>
  );
}

/** How to add voices on this system. */
export function AddVoice({ name }: { name: string }) {
  const t = useHearStrings();
  const system = findSystem(navigator);
  return (
    <div className={styles.steps}>
      <p>{t.none(name)}</p>
      <p>{t.steps[system]}</p>
      {system === "linux" &&
        linuxCommands.map((command) => (
          <CopyableCommand key={command} command={command} copyLabel={t.copy} copiedLabel={t.copied} />
        ))}
    </div>
  );
}

function FailureWords({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useHearStrings();
  const say = useErrorText();
  return (
    <>
      <p>{say(toApiError(error))}</p>
      <Button onClick={onRetry}>{t.tryAgain}</Button>
    </>
  );
}
