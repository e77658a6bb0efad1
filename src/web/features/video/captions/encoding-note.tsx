import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./caption-panel.module.css";
import { useLines } from "./lines-context.tsx";
import { encodingsFor } from "./read-subtitle-file.ts";

/** A guessed encoding, with the first lines as a preview, and the others to choose from; also for a file of which no encoding makes sense. */
export function EncodingNote() {
  const t = useVideoStrings().captions;
  const { track, read, language, files } = useLines();
  const { trouble, added } = files;
  const broken = trouble && "code" in trouble && trouble.code === "encoding_unknown" ? trouble.file : null;
  const guessed = track ? added.get(track.id) : undefined;
  const file = broken ?? guessed?.file;
  if (!file || (!broken && !guessed?.isGuess && guessed?.encoding === "utf-8")) return null;
  const preview = broken ? [] : (read.data?.cues.slice(0, 3) ?? []);
  const choices = encodingsFor(language).map((encoding) => ({ value: encoding, label: encoding }));
  return (
    <Note as="fieldset">
      <p>{broken ? t.encodingUnknown : t.encodingGuessed}</p>
      {preview.length > 0 && (
        <blockquote className={styles.preview} lang={language}>
          {preview.map(({ start, text }) => (
            <p key={start}>{text}</p>
          ))}
        </blockquote>
      )}
      <ChipSelect
        label={t.encoding}
        value={broken ? "" : (guessed?.encoding ?? "")}
        options={broken ? [{ value: "", label: t.chooseEncoding }, ...choices] : choices}
        onChoose={(name) => {
          const chosen = encodingsFor(language).find((encoding) => encoding === name);
          if (chosen) void files.addAs(file, chosen);
        }}
      />
    </Note>
  );
}
