import type { Element, Root } from "hast";
import { useMemo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import { withoutDirections } from "#shared/directions.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { isOnThisComputer, labelHost, webAddress } from "./link-target.ts";
import { markSentences, readLiving } from "./mark-sentences.ts";
import styles from "./markdown.module.css";
import { rehypePlugins, remarkPlugins } from "./plugins.ts";

type Props = {
  text: string;
  language: LearningLanguage;
  /** The language of the text about it. */
  about?: string | undefined;
  messageId?: string | undefined;
  /** Draws some elements in another way. The same object lets unchanged text skip its rendering. */
  components?: Components;
};

/** The message has a heading of level 2, and its own headings are below that. */
const headings: Components = { h1: "h3", h2: "h4", h3: "h5", h4: "h6", h5: "h6" };

/** In letters. A shorter cell stays on one line, and a longer one is not narrower than this. */
const shortCell = 8;

function sizeOf(cell: Element | undefined): "short" | "long" | undefined {
  if (!cell || cell.children.length === 0) return undefined;
  return lettersIn(cell) <= shortCell ? "short" : "long";
}

const lettersIn = ({ children }: Element): number =>
  children.reduce(
    (sum, child) =>
      sum + (child.type === "text" ? child.value.length : child.type === "element" ? lettersIn(child) : 0),
    0,
  );

/** A model's Markdown. It cannot load anything: no pictures, no raw HTML. A link shows where it leads, and never leads to this computer. */
export function Markdown({ text, language, about, messageId, components: own }: Props) {
  const t = useTranslate().chat;
  const plugins = useMemo(
    () => [...rehypePlugins, () => (tree: Root) => markSentences(tree, language, about)],
    [language, about],
  );
  const components = useMemo<Components>(
    () => ({
      img: ({ alt }) => <span className={styles.aside}>{t.picturesLeftOut(withoutDirections(alt ?? ""))}</span>,
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
      // a table that is wider than a phone scrolls by itself; the page does not
      table: ({ children }) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys move it
        <div className={styles.table} tabIndex={0}>
          <table>{children}</table>
        </div>
      ),
      // an empty header cell names nothing
      th: ({ node, children, ...rest }) => {
        const size = sizeOf(node);
        return size === undefined ? (
          <td {...rest} />
        ) : (
          <th {...rest} data-size={size}>
            {children}
          </th>
        );
      },
      td: ({ node, children, ...rest }) => (
        <td {...rest} data-size={sizeOf(node)}>
          {children}
        </td>
      ),
      input: ({ checked }) => (
        <input type="checkbox" checked={checked === true} disabled readOnly aria-label={checked ? t.done : t.notDone} />
      ),
      span: ({ node, children, ...rest }) => {
        const living = node && readLiving(node);
        if (!living) return <span {...rest}>{children}</span>;
        return <LivingText text={living.text} nodes={living.nodes} language={language} messageId={messageId} />;
      },
      ...own,
    }),
    [t, language, messageId, own],
  );
  return (
    <ReactMarkdown remarkPlugins={remarkPlugins} rehypePlugins={plugins} components={components}>
      {text}
    </ReactMarkdown>
  );
}
