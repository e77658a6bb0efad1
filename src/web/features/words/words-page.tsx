import { useEffect, useRef, useState } from "react";
import { LazyExportDialog, LazyImportDialog } from "#web/anki/lazy-dialogs.ts";
import { useSettings } from "#web/api/settings.ts";
import { readWordIds } from "#web/api/words.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import { useMedia } from "#web/ui/use-media.ts";
import { PageHead } from "#web/ui/page-head.tsx";
import { ChoiceBar } from "./choice-bar.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { NoWords } from "./no-words.tsx";
import { SearchField } from "./search-field.tsx";
import { useChangeWords } from "./use-change-words.ts";
import { useChosen } from "./use-chosen.ts";
import { useListAddress } from "./use-list-address.ts";
import { useRange } from "./use-range.ts";
import { useRows } from "./use-rows.ts";
import { WordList } from "./word-list.tsx";
import { WordPanel } from "./word-panel.tsx";
import styles from "./words-page.module.css";

/** All saved and marked words, and beside the list the open one. `id`: the open word. */
export function WordsPage({ id }: { id: string | undefined }) {
  const t = useWordsStrings();
  const { count } = useFormat();
  const { learningLanguage } = useSettings();
  const address = useListAddress();
  const { filter, sort, isFiltered, query } = address;
  const scroller = useRef<HTMLDivElement>(null);
  const focusList = useRef<(() => void) | null>(null);
  const range = useRange(scroller);
  const rows = useRows(filter, sort, range);
  const chosen = useChosen();
  const changes = useChangeWords(chosen.drop);
  const [dialog, setDialog] = useState<"export" | "import" | null>(null);
  // then the open word covers the list
  const isCovered = useMedia("(width < 1100px)") === true && id !== undefined;
  const { total } = rows;
  const isEmpty = total === 0 && !isFiltered;

  const chooseAll = () => void readWordIds(filter).then(chosen.add, changes.fail);
  // in braces: new browsers return a promise, which React would call as the effect's end
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [query]);
  const onSearch = (text: string) => address.change({ q: text === "" ? null : text }, { isTyped: true });
  const [onlyId = ""] = chosen.ids;
  const only = chosen.ids.size === 1 ? findRow(rows, range, onlyId) : undefined;

  return (
    <div className={styles.page} data-open={id !== undefined || undefined}>
      <div className={styles.side} inert={isCovered}>
        <PageHead title={t.title} className={styles.head}>
          <output className={styles.count}>{total !== undefined && !isEmpty && t.words(total, count(total))}</output>
          <Button kind="quiet" onClick={() => setDialog("import")}>
            {t.import}
          </Button>
          {!isEmpty && (
            <Button kind="quiet" onClick={() => setDialog("export")}>
              {t.export}
            </Button>
          )}
          {!isEmpty && (
            <div className={styles.tools}>
              <SearchField text={filter.q ?? ""} onSearch={onSearch} onLeave={() => focusList.current?.()} />
              <FilterBar address={address} />
            </div>
          )}
        </PageHead>
        {rows.isError && total === undefined && (
          <Note kind="failure" role="alert">
            <p>{t.noList}</p>
            <Button onClick={rows.retry}>{t.tryAgain}</Button>
          </Note>
        )}
        {isEmpty && <NoWords onImport={() => setDialog("import")} />}
        {total === 0 && isFiltered && (
          <p className={styles.nothing}>
            {t.nothing}{" "}
            <Button kind="link" onClick={address.clear}>
              {t.clearFilters}
            </Button>
          </p>
        )}
        <div ref={scroller} className={styles.scroller}>
          {total !== undefined && total > 0 && (
            <WordList
              rows={rows}
              range={range}
              total={total}
              query={query}
              openId={id}
              chosen={chosen}
              changes={changes}
              onChooseAll={chooseAll}
              focusRef={focusList}
            />
          )}
        </div>
        {chosen.ids.size > 0 && (
          <ChoiceBar chosen={chosen} changes={changes} total={total ?? 0} onChooseAll={chooseAll} only={only} />
        )}
      </div>
      {id !== undefined && (
        <WordPanel
          key={id}
          id={id}
          changes={changes}
          isCovering={isCovered}
          onClose={() => {
            address.close();
            focusList.current?.();
          }}
        />
      )}
      {dialog === "export" && <LazyExportDialog onClose={() => setDialog(null)} />}
      {dialog === "import" && (
        <LazyImportDialog language={filter.language ?? learningLanguage} onClose={() => setDialog(null)} />
      )}
    </div>
  );
}

function findRow(rows: ReturnType<typeof useRows>, { start, end }: { start: number; end: number }, id: string) {
  for (let index = start; index < end; index++) if (rows.rowAt(index)?.id === id) return rows.rowAt(index);
  return undefined;
}
