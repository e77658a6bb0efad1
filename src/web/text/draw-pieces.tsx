import type { Element, ElementContent } from "hast";
import type { ReactNode } from "react";
import type { Settings } from "#shared/settings.ts";
import type { Piece } from "./to-pieces.ts";
import { baseText, isAbove } from "./markdown/base-text.ts";
import { Ruby } from "./ruby.tsx";
import { statusAt, type StatusCodes } from "./use-word-statuses.ts";

type Drawn = {
  text: string;
  pieces: readonly Piece[];
  /** The numbers of the words that may break. */
  divided: ReadonlySet<number>;
  /** Underlines the words that are saved and not known yet. */
  statuses?: StatusCodes;
  nodes: readonly ElementContent[] | undefined;
  heard: Settings["heard"];
  /**
   * Hides a reading that the writer gave in brackets, because it stands above its word. Only if the words were known from the start: a reading
   * that disappeared later would move the lines. Otherwise the brackets stay, and nothing stands above the word.
   */
  hidesBrackets: boolean;
};

/** Longer words, such as a name in Latin letters, may break. */
const longestWhole = 12;

/** The text with its words, inside the formatting of the nodes. A word that bold text divides is two elements with the same number. */
export function drawPieces({ text, pieces, divided, statuses = "", nodes, heard, hidesBrackets }: Drawn): ReactNode {
  const drawRange = (from: number, to: number, isBare = false): ReactNode[] =>
    piecesIn(pieces, from, to).map((piece) => drawPiece(piece, from, to, isBare));

  function drawPiece(
    { start, end, word, mark, isQuiet, parts }: Piece,
    from: number,
    to: number,
    isBare: boolean,
  ): ReactNode {
    if (word === null) return text.slice(Math.max(start, from), Math.min(end, to));
    const isReadInBrackets = !hidesBrackets && parts.some(({ isBracket }) => isBracket);
    return (
      <span
        key={start}
        data-word={word}
        data-status={statusAt(statuses, word)}
        data-whole={(end - start <= longestWhole && !divided.has(word)) || undefined}
      >
        {parts
          .filter((part) => part.end > from && part.start < to)
          .map((part) => {
            const base = text.slice(Math.max(part.start, from), Math.min(part.end, to));
            if (part.isBracket)
              return (
                <span
                  key={part.start}
                  hidden={hidesBrackets}
                  data-mark={hidesBrackets || mark === "none" ? undefined : mark}
                >
                  {base}
                </span>
              );
            // a part that is divided has its reading over the first half
            if (!part.ruby || isReadInBrackets || part.start < from || isBare) return base;
            return (
              <Ruby
                key={part.start}
                base={base}
                reading={part.ruby}
                fit={part.fit}
                heard={heard}
                mark={mark === "none" ? undefined : mark}
                tone={part.tone}
                isQuiet={isQuiet}
              />
            );
          })}
      </span>
    );
  }

  if (!nodes || baseText(nodes) !== text) return drawRange(0, text.length);
  let at = 0;
  /** The writer's reading stands above the letters, and the engine's do not. It is marked if it contradicts the dictionary. */
  const drawRuby = ({ children }: Element, key: number) => (
    <ruby key={key} data-mark={doubtIn(at, at + baseText(children).length)}>
      {children.map((child, index) =>
        isAbove(child) ? (
          <child.tagName key={index}>
            <span>{baseText(child.children)}</span>
          </child.tagName>
        ) : (
          <Plain key={index}>{drawRange(at, (at += baseText([child]).length), true)}</Plain>
        ),
      )}
    </ruby>
  );
  const doubtIn = (from: number, to: number) =>
    piecesIn(pieces, from, to).find(({ mark }) => mark === "conflict" || mark === "possible")?.mark;
  const drawNode = (node: ElementContent, key: number): ReactNode => {
    if (node.type === "text") return <Plain key={key}>{drawRange(at, (at += node.value.length))}</Plain>;
    if (node.type !== "element") return null;
    if (node.tagName === "ruby") return drawRuby(node, key);
    const Tag = inline(node);
    const children = node.children.map(drawNode);
    // letters that a correction removed do not belong to the text
    const removed = node.properties["dataRemoved"];
    return Tag ? (
      <Tag key={key} data-removed={removed}>
        {children}
      </Tag>
    ) : (
      <Plain key={key}>{children}</Plain>
    );
  };
  return nodes.map(drawNode);
}

const Plain = ({ children }: { children: ReactNode }) => children;

const tags = ["strong", "em", "ins", "del", "code", "b", "i", "s", "u", "sub", "sup", "mark"] as const;
const inline = ({ tagName }: Element) => tags.find((tag) => tag === tagName);

/** The pieces that overlap a range. They are in order, so a binary search finds the first. */
function piecesIn(pieces: readonly Piece[], from: number, to: number): Piece[] {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.end ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const found: Piece[] = [];
  for (let index = low; (pieces[index]?.start ?? to) < to; index++) found.push(pieces[index]!);
  return found;
}
