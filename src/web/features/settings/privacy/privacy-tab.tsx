import { useQuery } from "@tanstack/react-query";
import { contactsQuery } from "#web/api/contacts.ts";
import { LeavingPanel } from "#web/features/settings/privacy/leaving-panel.tsx";
import { contactedPlace } from "#web/features/settings/privacy/destination.ts";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Hint } from "#web/ui/hint.tsx";
import styles from "./privacy-tab.module.css";

/** Where data goes with the current settings, and which hosts Blossom has contacted. */
export function PrivacyTab() {
  return (
    <>
      <LeavingPanel />
      <ContactsPanel />
    </>
  );
}

function ContactsPanel() {
  const t = useSettingsStrings().privacy;
  const { count } = useFormat();
  const language = useInterfaceLanguage();
  const { data: contacts } = useQuery(contactsQuery);
  const time = (at: number) => new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });

  return (
    <Panel title={t.contacts}>
      <PanelText>
        <Hint>{t.contactsHint}</Hint>
      </PanelText>
      {contacts?.length === 0 && <PanelText>{t.none}</PanelText>}
      {contacts && contacts.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.host}</th>
              <th scope="col">{t.purpose}</th>
              <th scope="col">{t.last}</th>
              <th scope="col">{t.times}</th>
            </tr>
          </thead>
          <tbody>
            {contacts.map((contact) => (
              <tr key={`${contact.host} ${contact.purpose} ${contact.relayed}`}>
                <th scope="row">{contactedPlace(contact, contacts, t)}</th>
                <td>{t.purposes[contact.purpose]}</td>
                <td>{time(contact.lastAt)}</td>
                <td>{count(contact.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
