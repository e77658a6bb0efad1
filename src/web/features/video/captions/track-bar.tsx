import type { Track } from "#shared/video/cues.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { AddFile } from "./add-file.tsx";
import styles from "./caption-panel.module.css";
import { noTrack } from "./default-track.ts";
import { useLines } from "./lines-context.tsx";

/** Which subtitles are shown, and a second line below them. */
export function TrackBar() {
  const t = useVideoStrings().captions;
  const nameOf = useTrackName();
  const { update } = useVideo();
  const { tracks, track, secondTrack } = useLines();
  const optionOf = (one: Track) => ({ value: one.id, label: nameOf(one) });
  const off = { value: noTrack, label: t.off };
  return (
    <div className={styles.bar}>
      <h2>{t.title}</h2>
      {tracks.length > 0 && (
        <ChipSelect
          label={t.track}
          value={track?.id ?? noTrack}
          options={[off, ...tracks.map(optionOf)]}
          onChoose={(id) => update({ track: id })}
        />
      )}
      {tracks.length > 1 && track && (
        <ChipSelect
          label={t.secondTrack}
          value={secondTrack?.id ?? noTrack}
          options={[{ ...off, label: t.noSecond }, ...tracks.filter((one) => one !== track).map(optionOf)]}
          onChoose={(id) => update({ secondTrack: id === noTrack ? null : id })}
        />
      )}
      <AddFile />
      {track?.kind === "automatic" && <Hint>{t.automaticBadge}</Hint>}
    </div>
  );
}

/** `Japanese (automatic)`, or the name of the file. */
function useTrackName(): (track: Track) => string {
  const t = useVideoStrings().captions;
  const language = useInterfaceLanguage();
  return ({ kind, label, language: own }) => {
    const name = own === null ? "" : languageName(own, language);
    if (kind === "automatic") return t.automatic(name || label);
    if (kind === "file") return label ? t.fromFile(label) : t.file;
    if (kind === "embedded") return t.inVideo([name, label].filter(Boolean).join(", ") || t.unnamed);
    return name || label || t.unnamed;
  };
}

function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(tag.replace(/-orig$/, "")) ?? tag;
  } catch {
    return tag; // a file can call its language anything
  }
}
