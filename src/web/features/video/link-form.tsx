import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { readVideoLink, type VideoLink } from "#shared/video/video-link.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { InputRow, TextInput } from "#web/ui/field.tsx";
import { openVideo } from "./use-remembered.ts";
import styles from "./start-page.module.css";

/** Opens a video of YouTube by its link. Says of any other text what it is, and asks nobody. */
export function LinkForm() {
  const t = useVideoStrings().youtube;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const [refused, setRefused] = useState<Exclude<VideoLink["kind"], "video"> | null>(null);
  const onSubmit = async () => {
    const link = readVideoLink(text);
    if (link.kind !== "video") return setRefused(link.kind);
    const key = `yt-${link.id}`;
    await openVideo(client, key, "").catch(() => {}); // it plays, though nothing is remembered
    navigate(link.start > 0 ? `/video/${key}?t=${link.start}` : `/video/${key}`);
  };
  return (
    <>
      <InputRow onSubmit={() => void onSubmit()}>
        <TextInput
          aria-label={t.link}
          placeholder={t.link}
          inputMode="url"
          value={text}
          aria-invalid={refused !== null}
          aria-describedby="link-refused"
          onChange={({ target }) => {
            setText(target.value);
            setRefused(null);
          }}
        />
        <Button type="submit" kind="primary">
          {t.open}
        </Button>
      </InputRow>
      <p id="link-refused" className={styles.hint} role="alert">
        {refused && t[refused]}
      </p>
    </>
  );
}
