import type { Element, Root } from "hast";
import { useMemo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkCjkFriendly from "remark-cjk-friendly";
import remarkGfm from "remark-gfm";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { isOnThisComputer, labelHost, webAddress } from "./link-target.ts";
import { markSentences } from "./mark-sentences.ts";
import styles from "./markdown.module.css";
import { Pressable } from "./pressable.tsx";
import type { ProsePieceProps } from "./plain-text.tsx";

const remarkPlugins = [remarkGfm, remarkCjkFriendly];

/** The message has a heading of level 2, and its own headings are below that. */
const headings: Components = { h1: "h3", h2: "h4", h3: "h5", h4: "h6", h5: "h6" };

/** A model's Markdown. It cannot load anything: no pictures, no raw HTML. A link shows where it leads, and never leads to this computer. */
export function Markdown({ text, language, about, opened, onPress }: ProsePieceProps) {
  const t = useTranslate().chat;
  const rehypePlugins = useMemo(() => [() => (tree: Root) => markSentences(tree, language, about)], [language, about]);
  const components = useMemo<Components>(
    () => ({
      img: ({ alt }) => <span className={styles.aside}>{t.picturesLeftOut(alt ?? "")}</span>,
      a: ({ href, children }) => {
        const url = webAddress(href);
        if (url === null) return <span>{children}</span>;
        const { host } = url;
        const shownHost = labelHost(children) !== host && <span className={styles.aside}> ({host})</span>;
        if (isOnThisComputer(url)) {
          return (
            <span>
              {children}
              {shownHost}
            </span>
          );
        }
        return (
          <a href={href} target="_blank" rel="noopener noreferrer" title={t.leavesTo(host)}>
            {children}
            {shownHost}
          </a>
        );
      },
      ...headings,
      // a header cell without words names nothing
      th: ({ node, children, ...rest }) =>
        node?.children.length === 0 ? <td {...rest} /> : <th {...rest}>{children}</th>,
      span: ({ node, children, ...rest }) => {
        const sentence = node && sentenceOf(node);
        if (sentence === undefined) return <span {...rest}>{children}</span>;
        return (
          <Pressable language={language} isOpen={opened === sentence} onPress={() => onPress(sentence)}>
            {children}
          </Pressable>
        );
      },
    }),
    [t, language, opened, onPress],
  );
  return (
    <ReactMarkdown remarkPlugins={remarkPlugins} rehypePlugins={rehypePlugins} components={components}>
      {text}
    </ReactMarkdown>
  );
}

const sentenceOf = (node: Element): string | undefined => {
  const { dataSentence } = node.properties;
  return typeof dataSentence === "string" ? dataSentence : undefined;
};
