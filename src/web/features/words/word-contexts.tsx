import type { ElementContent } from "hast";
import { useMemo } from "react";
import { Link } from "wouter";
import type { SavedWord, WordContext } from "#shared/words/words.ts";
import { KeptPicture } from "#web/cards/kept-picture.tsx";
import { frameUrl } from "#web/api/moments.ts";
import { deleteContext, restoreContext, soundOfContext } from "#web/api/words.ts";
import { hrefOfPlace } from "#web/cards/save/href-of-place.ts";
import { HearButton } from "#web/hear/hear-button.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { type Place, PlaceContext } from "#web/text/place-context.ts";
import { Button } from "#web/ui/button.tsx";
import { CloseIcon } from "#web/ui/icons.tsx";
import type { ChangeWords } from "./use-change-words.ts";
import styles from "./word-panel.module.css";

type Props = { word: SavedWord; contexts: readonly WordContext[]; changes: ChangeWords };

/** The places of a word, each with its sentence, and what was kept of it. */
export function WordContexts({ word, contexts, changes }: Props) {
  const t = useWordsStrings();
  const remove = async ({ id }: WordContext) => {
    try {
      await deleteContext(word.id, id);
      changes.report(t.contextDeleted, () => restoreContext(word.id, id));
      await changes.refresh();
    } catch {
      changes.fail();
    }
  };
  if (contexts.length === 0) return <p className={styles.quiet}>{word.kind === "word" ? t.noContexts : ""}</p>;
  return (
    <>
      <h3 className={styles.title}>{t.contexts}</h3>
      <ul className={styles.contexts}>
        {contexts.map((context) => (
          <li key={context.id}>
            <Context word={word} context={context} onRemove={() => void remove(context)} />
          </li>
        ))}
      </ul>
    </>
  );
}

type ContextProps = { word: SavedWord; context: WordContext; onRemove: () => void };

function Context({ word, context, onRemove }: ContextProps) {
  const t = useWordsStrings();
  const { dayOf } = useFormat();
  const { sentence, start, end, place, card, picture, hasSound, verdict, translation, meaning, note } = context;
  const nodes = useMemo(() => toNodes(sentence, start, end), [sentence, start, end]);
  const href = hrefOfPlace(place);
  // words that are saved from here belong to the same place
  const here = useMemo<Place | null>(
    () =>
      place.kind === "text" || place.isGone ? null : { kind: place.kind, ref: place.ref, card: card ?? undefined },
    [place.kind, place.isGone, place.ref, card],
  );
  const isSure = verdict === "agreed" || verdict === "settled";
  return (
    <>
      <div className={styles.line}>
        <p className={styles.sentence} lang={word.language}>
          <PlaceContext value={here}>
            <LivingText
              text={sentence}
              language={word.language}
              nodes={nodes}
              messageId={place.kind === "message" ? place.ref : undefined}
            />
          </PlaceContext>
          <HearButton text={sentence} language={word.language} />
        </p>
        <Button kind="icon" aria-label={t.deleteContext} title={t.deleteContext} onClick={onRemove}>
          <CloseIcon size={16} />
        </Button>
      </div>
      {meaning && (
        <p>
          <small>{t.here}</small> {meaning}
        </p>
      )}
      {!isSure && word.kind === "word" && <p className={styles.doubt}>{t.doubtHere}</p>}
      {translation && <p className={styles.quiet}>{translation}</p>}
      {note && <p className={styles.notes}>{note}</p>}
      {hasSound && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- the sentence above is its text
        <audio className={styles.sound} controls preload="none" src={soundOfContext(word.id, context.id)} />
      )}
      {picture && (
        <KeptPicture
          className={styles.picture}
          src={frameUrl(picture.id)}
          width={picture.width}
          height={picture.height}
          alt={t.picture}
          loading="lazy"
        />
      )}
      <p className={styles.from}>
        {href && <Link href={href}>{place.title ? t.from(place.title) : t.fromPlace}</Link>}
        {place.isGone && t.placeGone} <span>{dayOf(context.createdAt)}</span>
      </p>
    </>
  );
}

/** The sentence with the word in bold. */
function toNodes(sentence: string, start: number, end: number): readonly ElementContent[] | undefined {
  if (start === 0 && end === sentence.length) return undefined;
  const text = (value: string): ElementContent => ({ type: "text", value });
  return [
    text(sentence.slice(0, start)),
    { type: "element", tagName: "mark", properties: {}, children: [text(sentence.slice(start, end))] },
    text(sentence.slice(end)),
  ];
}
