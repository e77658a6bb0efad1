import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { buttonClass } from "#web/ui/button.tsx";

/** Takes a picture that the learner has, as of a screenshot. */
export function PickPicture({ onPick }: { onPick: (picture: File) => void }) {
  const t = useVideoStrings().frames;
  return (
    <label className={buttonClass("plain")}>
      {t.pick}
      <input
        type="file"
        className="visually-hidden"
        accept="image/*"
        onChange={({ target }) => {
          const [picture] = target.files ?? [];
          if (picture) onPick(picture);
          target.value = ""; // so that the same file can be picked again
        }}
      />
    </label>
  );
}
