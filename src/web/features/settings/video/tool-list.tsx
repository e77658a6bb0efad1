import { useQuery } from "@tanstack/react-query";
import type { VideoTool } from "#shared/video/youtube.ts";
import { videoToolsQuery } from "#web/api/youtube.ts";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";

/** Each tool with its version, its age, and how it did last. */
export function ToolList() {
  const t = useSettingsStrings().video.youtube;
  const { moment } = useFormat();
  const { data } = useQuery({ ...videoToolsQuery, refetchOnMount: "always" });
  return (
    <SettingField label={t.found} isGroup>
      {data?.tools.map((tool) => (
        <Tool key={tool.name} tool={tool} />
      ))}
      {data?.pausedUntil != null && <p>{t.paused(moment(data.pausedUntil))}</p>}
    </SettingField>
  );
}

function Tool({ tool: { name, isFound, version, ageDays, isOld, lastSuccess, lastFailure } }: { tool: VideoTool }) {
  const t = useSettingsStrings().video.youtube;
  const { moment } = useFormat();
  const errorText = useErrorText();
  const facts = [version, ageDays !== null && t.age(ageDays)].filter(Boolean).join(" · ");
  return (
    <p>
      <b>{name}</b> {isFound ? facts : t.missing} {isOld && t.old}
      {isFound && lastSuccess === null && lastFailure === null && <small> {t.unused}</small>}
      {lastSuccess !== null && <small> {t.success(moment(lastSuccess))}</small>}
      {lastFailure !== null && (
        <small>
          {" "}
          {t.failure(moment(lastFailure.at))} {lastFailure.error && errorText(lastFailure.error)}
        </small>
      )}
    </p>
  );
}
