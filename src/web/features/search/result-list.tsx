import type { ReactNode } from "react";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { SearchResult } from "#shared/search.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useSearchStrings } from "#web/i18n/use-search-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { cx } from "#web/ui/cx.ts";
import type { ResultGroup } from "./group-results.ts";
import styles from "./search-dialog.module.css";

type Props = {
  groups: readonly ResultGroup[];
  onOpen: (result: SearchResult) => void;
  /** Called when the reader gets near the end of the list. */
  onEnd: () => void;
  /** What stands above the chats. */
  children: ReactNode;
};

/** Pixels from the end of the list. */
const nearEnd = 300;

/** The results, by chat. */
export function ResultList({ groups, onOpen, onEnd, children }: Props) {
  const shell = useTranslate().shell;
  return (
    <div
      className={styles.list}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
        scrollHeight - clientHeight - scrollTop < nearEnd && onEnd()
      }
    >
      {children}
      {groups.map(({ conversation, title, results }) => {
        const name = conversation.title ?? shell.newChat;
        return (
          <section key={conversation.id} aria-label={name}>
            {!title && (
              <h3 className={styles.chat} lang={langOf(name, conversation.language)}>
                {name}
              </h3>
            )}
            <ul>
              {title && <Result result={title} onOpen={onOpen} />}
              {results.map((result) => (
                <Result key={result.messageId} result={result} onOpen={onOpen} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Result({ result, onOpen }: { result: SearchResult; onOpen: (result: SearchResult) => void }) {
  const t = useSearchStrings();
  const format = useFormat();
  const { kind, role, excerpt, language, at } = result;
  const text = excerpt.map((piece) => piece.text).join("");
  const by = kind === "card" ? t.card : role === "learner" ? t.you : t.tutor;
  return (
    <li>
      <button
        type="button"
        data-result=""
        className={cx(styles.result, kind === "title" && styles.chat)}
        onClick={() => onOpen(result)}
      >
        <span className={styles.excerpt} lang={langOf(text, language)}>
          {/* the pieces of an excerpt never change their order */}
          {excerpt.map((piece, place) => (piece.isMatch ? <mark key={place}>{piece.text}</mark> : piece.text))}
        </span>
        {kind !== "title" && (
          <span className={styles.from}>
            {by} · {format.dayOf(at)}
          </span>
        )}
      </button>
    </li>
  );
}

const langOf = (text: string, language: SearchResult["language"]) =>
  isWrittenIn(text, language) ? language : undefined;
