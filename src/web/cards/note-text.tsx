import type { LearningLanguage } from "#shared/languages/types.ts";
import { hasMarkdown } from "#web/text/markdown/split-prose.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import { needsBlocks } from "./long-text.tsx";
import styles from "./note-text.module.css";
import { TaggedText } from "./tagged-text.tsx";
import { useExplanationTag } from "./use-explanation-tag.ts";

type Props = { text: string; language: LearningLanguage };

const Markdown = lazyPart(() => import("#web/text/markdown/markdown.tsx").then((part) => part.Markdown), {
  Placeholder: TaggedText,
});

/** A model's note on a sentence, with bold words and lists. Its words can be looked up. */
export function NoteText({ text, language }: Props) {
  const about = useExplanationTag();
  if (needsBlocks(text) || !hasMarkdown(text)) return <TaggedText text={text} language={language} />;
  return (
    <div className={styles.note}>
      <Markdown text={text} language={language} about={about} />
    </div>
  );
}
