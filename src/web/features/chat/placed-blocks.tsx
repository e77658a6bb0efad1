import type { Element } from "hast";
import type { ReactNode } from "react";
import type { Components } from "react-markdown";
import { livingIn, readLiving } from "#web/text/markdown/mark-sentences.ts";
import { LivingSentence, PlacedCard, useIsOpened } from "./opened-cards.tsx";
import styles from "./opened-cards.module.css";

/** A part of a paragraph, with the number of its sentence. */
export type Part = { content: ReactNode; number: number | null };

/** A paragraph, split after each sentence whose card is open, with the card in between. */
export function Paragraph({ parts }: { parts: readonly Part[] }) {
  const isOpened = useIsOpened();
  const blocks: ReactNode[] = [];
  let line: ReactNode[] = [];
  let lines = 0;
  const closeLine = () => {
    if (line.length > 0) blocks.push(<p key={`line ${lines++}`}>{line}</p>);
    line = [];
  };
  for (const { content, number } of parts) {
    line.push(content);
    if (number === null || !isOpened(number)) continue;
    closeLine();
    blocks.push(<PlacedCard key={number} number={number} />);
  }
  closeLine();
  return blocks;
}

/** A list item. Content outside a paragraph has its cards after each sentence. */
function Item({ parts, className }: { parts: readonly Part[]; className: string | undefined }) {
  const isOpened = useIsOpened();
  return (
    <li className={className}>
      {parts.map(({ content, number }) =>
        number !== null && isOpened(number)
          ? [content, <PlacedCard key={`card ${number}`} number={number} />]
          : content,
      )}
    </li>
  );
}

/** A row of a table, and under it the cards of its sentences. */
function Row({ node, children }: { node: Element | undefined; children: ReactNode }) {
  const opened = useOpenedIn(node);
  return (
    <>
      <tr>{children}</tr>
      {opened.length > 0 && (
        <tr className={styles.row}>
          <td colSpan={node?.children.length}>
            {opened.map((number) => (
              <PlacedCard key={number} number={number} />
            ))}
          </td>
        </tr>
      )}
    </>
  );
}

/** A heading cannot hold a card, so the card stands under it. */
function Heading({
  as: Tag,
  node,
  children,
}: {
  as: "h3" | "h4" | "h5" | "h6";
  node: Element | undefined;
  children: ReactNode;
}) {
  const opened = useOpenedIn(node);
  return (
    <>
      <Tag>{children}</Tag>
      {opened.map((number) => (
        <PlacedCard key={number} number={number} />
      ))}
    </>
  );
}

function useOpenedIn(node: Element | undefined): number[] {
  const isOpened = useIsOpened();
  return (node ? livingIn(node) : []).flatMap((span) => {
    const number = readLiving(span)?.number ?? null;
    return number !== null && isOpened(number) ? [number] : [];
  });
}

/** Each node is one child, in the same order. */
function toParts(node: Element | undefined, children: ReactNode): Part[] {
  return (Array.isArray(children) ? children : [children]).map((content: ReactNode, index) => {
    const child = node?.children[index];
    const living = child?.type === "element" ? readLiving(child) : null;
    return { content, number: living?.number ?? null };
  });
}

/** The components for Markdown blocks that contain sentences. */
export const placedBlocks: Components = {
  p: ({ node, children }) => <Paragraph parts={toParts(node, children)} />,
  li: ({ node, children, className }) => <Item parts={toParts(node, children)} className={className} />,
  tr: ({ node, children }) => <Row node={node}>{children}</Row>,
  h1: ({ node, children }) => (
    <Heading as="h3" node={node}>
      {children}
    </Heading>
  ),
  h2: ({ node, children }) => (
    <Heading as="h4" node={node}>
      {children}
    </Heading>
  ),
  h3: ({ node, children }) => (
    <Heading as="h5" node={node}>
      {children}
    </Heading>
  ),
  h4: ({ node, children }) => (
    <Heading as="h6" node={node}>
      {children}
    </Heading>
  ),
  h5: ({ node, children }) => (
    <Heading as="h6" node={node}>
      {children}
    </Heading>
  ),
  h6: ({ node, children }) => (
    <Heading as="h6" node={node}>
      {children}
    </Heading>
  ),
  span: ({ node, children, ...rest }) => {
    const living = node && readLiving(node);
    return living ? <LivingSentence {...living} /> : <span {...rest}>{children}</span>;
  },
};
