import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { SearchResult } from "#shared/search.ts";
import { toApiError } from "#web/api/client.ts";
import { longestSearch, openResult, searchQuery } from "#web/api/search.ts";
import { wordPageQuery } from "#web/api/words.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSearchStrings } from "#web/i18n/use-search-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { TextInput } from "#web/ui/field.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { useTypedSearch } from "#web/ui/use-typed-search.ts";
import { groupResults } from "./group-results.ts";
import { ResultList } from "./result-list.tsx";
import styles from "./search-dialog.module.css";
import { SearchFilters, type SearchScope } from "./search-filters.tsx";
import { WordResults } from "./word-results.tsx";

/** Beyond this many results, another search word helps more than a longer list. */
const mostResults = 120;
/** Fewer results do not fill the list, so the next page is loaded at once. */
const aScreen = 12;
/** How many words stand above the chats. */
const fewWords = 4;

/** The server refuses a longer search of words. */
const longestWordSearch = 200;

/** Searches all chats, cards and words while the learner types, but waits while an input method composes. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useSearchStrings();
  const shell = useTranslate().shell;
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState("");
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const [scope, setScope] = useState<SearchScope>("all");
  const [language, setLanguage] = useState<LearningLanguage | null>(null);
  const hasWords = scope === "all" || scope === "words";
  const hasChats = scope !== "words";

  const wordFilter = { q: text.slice(0, longestWordSearch).toWellFormed(), ...(language && { language }) };
  const foundWords = useQuery({
    ...wordPageQuery(wordFilter, "newest", 0),
    enabled: text !== "" && hasWords,
    placeholderData: keepPreviousData,
  });
  const listed = text === "" || !hasWords ? [] : (foundWords.data?.words ?? []);
  const words = scope === "words" ? listed : listed.slice(0, fewWords);
  const total = foundWords.data?.total ?? 0;

  const chats = searchQuery(text, { language, hasCard: scope === "cards" });
  const found = useInfiniteQuery({ ...chats, enabled: text !== "" && hasChats });
  const { data, hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage } = found;
  const all = text === "" || !hasChats ? [] : (data?.pages.flatMap(({ results }) => results) ?? []);
  const groups = groupResults(all);
  const options = groups.flatMap(({ title, results }) => (title ? [title, ...results] : results));
  const hasMore = hasChats && hasNextPage && !isPlaceholderData;

  const readMore = () => {
    if (hasMore && !isFetching && !isError && options.length < mostResults) void fetchNextPage();
  };
  useEffect(() => {
    if (options.length < aScreen) readMore();
  });

  const find = (next: string) => {
    setText(next.trim().slice(0, longestSearch));
  };
  const typing = useTypedSearch(setTyped, find);
  const open = (result: SearchResult) =>
    openResult(queryClient, result).then(
      (address) => {
        onClose();
        navigate(address);
      },
      (error: unknown) => showToast({ text: errorText(toApiError(error)) }),
    );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (typing.isComposing(event)) return;
    if (event.key === "Escape" && event.target === field.current && typed === "") {
      event.preventDefault(); // in Safari the field takes Escape also when there is nothing to empty, and the dialog stays open
      field.current.closest("dialog")?.close();
    }
    const isOld = (hasChats && isPlaceholderData) || (hasWords && foundWords.isPlaceholderData);
    const first = event.currentTarget.querySelector<HTMLElement>("[data-result]");
    if (event.key === "Enter" && event.target === field.current && first && !isOld) {
      event.preventDefault();
      first.click();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const stops = [field.current, ...event.currentTarget.querySelectorAll<HTMLElement>("[data-result]")];
    const from = stops.findIndex((stop) => stop === event.target);
    if (step === 0 || from === -1) return; // the arrows choose a language in its own field
    event.preventDefault();
    const at = from + step;
    stops[at]?.focus();
    if (at >= stops.length - 3) readMore();
  };
  const toWords = (address: string) => {
    onClose();
    navigate(address);
  };
  const count = options.length + words.length;
  const isBusy = isFetching || foundWords.isFetching;
  const isSearching = isBusy && count === 0;
  const failed = [...(hasChats && isError ? [found] : []), ...(hasWords && foundWords.isError ? [foundWords] : [])];
  const isNothing = text !== "" && !isBusy && failed.length === 0 && !hasMore && count === 0;

  return (
    <Dialog title={t.title} closeLabel={shell.close} kind="search" onClose={onClose}>
      {/* the keys of the field and of the results arrive here */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles.body} onKeyDown={onKeyDown}>
        <TextInput
          ref={field}
          type="search"
          aria-label={t.label}
          enterKeyHint="search"
          maxLength={longestSearch}
          placeholder={t.label}
          value={typed}
          {...typing.handlers}
        />
        <SearchFilters scope={scope} language={language} onScope={setScope} onLanguage={setLanguage} />
        <output className={count > 0 ? "visually-hidden" : styles.state}>
          {text === "" && t.hint}
          {isSearching && <span className={styles.late}>{t.searching}</span>}
          {isNothing && t.nothing(text)}
          {count > 0 && t.found(count, hasMore || total > words.length)}
        </output>
        {failed.length > 0 && (
          <p className={styles.state} role="alert">
            {t.failed}{" "}
            <Button kind="link" onClick={() => failed.forEach((query) => void query.refetch())}>
              {shell.tryAgain}
            </Button>
          </p>
        )}
        <ResultList groups={groups} onOpen={(result) => void open(result)} onEnd={readMore}>
          <WordResults
            words={words}
            total={total}
            onOpen={({ id }) => toWords(`/words/${id}`)}
            onAll={() => toWords(`/words?${new URLSearchParams(wordFilter)}`)}
          />
        </ResultList>
        {text !== "" && data?.pages.at(-1)?.isIndexing && <p className={styles.state}>{t.indexing}</p>}
        {count > 0 && <p className={styles.keys}>{t.keys}</p>}
      </div>
    </Dialog>
  );
}
