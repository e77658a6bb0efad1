import type { ReactNode } from "react";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { TaggedText } from "#web/cards/tagged-text.tsx";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { BlossomMark } from "#web/ui/blossom-mark.tsx";
import "./empty-chat.css";

type Props = { language: LearningLanguage; onExample: (sentence: string) => void; children?: ReactNode };

/** A page without messages: what it is for, and a first step that needs nothing but one press. */
export function EmptyChat({ language, onExample, children }: Props) {
  const t = useTranslate().chat.empty;
  const { name, examples } = languages[language];
  return (
    <div className="thread">
      <div className="column empty-chat">
        {children || (
          <>
            <BlossomMark size={40} />
            <h2>
              <TaggedText text={t.title(name)} language={language} />
            </h2>
            <p className="lead">{t.lead}</p>
          </>
        )}
        <h3>{t.examples}</h3>
        <ul>
          {examples.map((example) => (
            <li key={example}>
              <button type="button" lang={language} onClick={() => onExample(example)}>
                {example}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
