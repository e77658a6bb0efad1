import { useQuery } from "@tanstack/react-query";
import { providerDescriptors } from "#shared/providers.ts";
import { hostOf } from "#web/api/host-of.ts";
import type { ServerProvider } from "#shared/providers.ts";
import { discoveryQuery } from "#web/api/llm-settings.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { CopyableCommand } from "#web/ui/copyable-command.tsx";
import { Note } from "#web/ui/note.tsx";
import { type ConnectionState, readHint, type Trouble } from "./connection-state.ts";
import { providerHelp } from "./provider-help.ts";

type TroubleState = Extract<ConnectionState, { kind: "trouble" }>;
type Props = { provider: ServerProvider; url: string; state: TroubleState; onUse: (url: string) => void };

/** Why the server cannot be used, and the next step. */
export function ConnectionTrouble({ provider, url, state, onUse }: Props) {
  const t = useSettingsStrings();
  const { errors } = useTranslate();
  const errorText = useErrorText();
  const host = hostOf(url);
  const hint = readHint(state.hint);
  const start = state.trouble === "notRunning" ? providerHelp[provider].startCommand : undefined;
  const commands = new Set([start, hint?.kind === "command" ? hint.text : undefined].filter((line) => !!line));

  return (
    <Note kind="failure">
      <p>
        {state.trouble === "blossomGone"
          ? errors.blossomGone()
          : state.trouble === "keyRefused"
            ? errorText({ code: "auth", message: "", host })
            : state.trouble === "certificate" && state.reason
              ? errorText({ code: "tls", message: "", host, reason: state.reason })
              : explain(t.connection.why, state.trouble, provider, host)}
      </p>
      {state.detail && <small lang="en">{state.detail}</small>}
      {[...commands].map((command) => (
        <CopyableCommand key={command} command={command ?? ""} copyLabel={t.copy} copiedLabel={t.copied} />
      ))}
      {start && providerDescriptors[provider].keepsModels && (
        <p>
          {t.connection.noOllama}{" "}
          <a href="https://ollama.com/download" target="_blank" rel="noreferrer">
            ollama.com/download
          </a>
        </p>
      )}
      {providerDescriptors[provider].keepsModels && <FoundElsewhere provider={provider} url={url} onUse={onUse} />}
      {hint?.kind === "text" && <small lang="en">{hint.text}</small>}
      {hint?.kind === "address" && hint.text !== url && (
        <Button onClick={() => onUse(hint.text)}>{t.connection.useAddress(hint.text)}</Button>
      )}
    </Note>
  );
}

/** Offers an Ollama that answers at one of its usual addresses while nothing answers at the chosen one. */
function FoundElsewhere({ provider, url, onUse }: Pick<Props, "provider" | "url" | "onUse">) {
  const t = useSettingsStrings().connection;
  const { data } = useQuery(discoveryQuery);
  const found = data?.servers.find(({ provider: type }) => type === provider);
  if (!found || found.url === url) return null;
  return (
    <>
      <p>{t.foundAt([found.name, found.version].filter(Boolean).join(" "), found.url)}</p>
      <Button kind="primary" onClick={() => onUse(found.url)}>
        {t.useAddress(found.url)}
      </Button>
    </>
  );
}

type Why = SettingsStrings["connection"]["why"];

function explain(
  why: Why,
  trouble: Exclude<Trouble, "blossomGone" | "keyRefused">,
  provider: ServerProvider,
  host: string,
): string {
  const { label, defaultUrl } = providerDescriptors[provider];
  switch (trouble) {
    case "notRunning":
    case "authNeeded":
      return why[trouble][provider](host);
    case "wrongService":
      return why.wrongService(label, host);
    case "badAddress":
      return why.badAddress(defaultUrl);
    default:
      return why[trouble](host);
  }
}
