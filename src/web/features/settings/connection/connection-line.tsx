import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { cx } from "#web/ui/cx.ts";
import { CircleAlertIcon, CircleCheckIcon } from "#web/ui/icons.tsx";
import { Spinner } from "#web/ui/spinner.tsx";
import styles from "./connection-line.module.css";
import type { ConnectionState } from "./connection-state.ts";

/** The result of the last check of a server, in one line. */
export function ConnectionLine({ label, state }: { label: string; state: ConnectionState }) {
  const t = useSettingsStrings().connection;
  return (
    <output className={cx(styles.state, styles[state.kind])} data-connection={state.kind}>
      {state.kind === "checking" && (
        <>
          <Spinner size={16} /> {t.checking}
        </>
      )}
      {state.kind === "connected" && (
        <>
          <CircleCheckIcon size={16} />
          {t.connected([label, state.version].filter(Boolean).join(" "), state.models)}
        </>
      )}
      {state.kind === "trouble" && (
        <>
          <CircleAlertIcon size={16} /> {t.state[state.trouble]}
        </>
      )}
    </output>
  );
}
