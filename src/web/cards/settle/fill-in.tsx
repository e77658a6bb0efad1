import type { LearningLanguage } from "#shared/languages/types.ts";

type Props = {
  /** The translated sentence with `{name}` for each value. */
  text: string;
  values: Readonly<Record<string, string>>;
  language: LearningLanguage;
};

/** A sentence of the interface with readings or words in it. They use the fonts of the learning language. */
export const FillIn = ({ text, values, language }: Props) =>
  text.split(/(\{\w+\})/).map((piece, index) => {
    const value = values[piece.slice(1, -1)];
    return value === undefined ? (
      piece
    ) : (
      <b key={index} lang={language}>
        {value}
      </b>
    );
  });
