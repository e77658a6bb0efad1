import { Markdown as Drawn } from "#web/text/markdown/markdown.tsx";
import { placedBlocks } from "./placed-blocks.tsx";
import type { ProsePieceProps } from "./plain-text.tsx";

/** Prose with Markdown. The card of a sentence opens under it. */
export const Markdown = ({ text, language, about, messageId }: ProsePieceProps) => (
  <Drawn text={text} language={language} about={about} messageId={messageId} components={placedBlocks} />
);
