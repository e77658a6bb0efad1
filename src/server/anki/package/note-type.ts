import { noteSources, type NoteSource, ownNoteType } from "#shared/anki/connect-values.ts";
import back from "./back.txt" with { type: "text" };
import front from "./front.txt" with { type: "text" };
import style from "./style.txt" with { type: "text" };

/** The fields of Blossom's note type, in their order. Learners write them into their own templates, so they are never renamed. */
export const noteFields = noteSources;
export type NoteField = NoteSource;

/** Anki finds the type of an earlier export by its number. */
export const noteTypeId = 1_795_600_000_001;
/** Seconds since 1970. Raise it with each change of the fields, templates or styles: Anki then takes them over. */
const changedAt = 1_795_600_000;

/** The styles also go to Anki by AnkiConnect, which makes note types itself. */
export const noteTypeParts = { front, back, style, templateName: "Recognise" };

/** The type as the column `models` of a collection of schema 11 has it. */
export const noteTypeJson = {
  [noteTypeId]: {
    id: noteTypeId,
    name: ownNoteType,
    type: 0,
    mod: changedAt,
    usn: -1,
    sortf: 0,
    did: 1,
    latexPre: "",
    latexPost: "",
    latexsvg: false,
    tags: [],
    vers: [],
    req: [[0, "any", [0, 4]]],
    css: style,
    flds: noteFields.map((name, ord) => ({ name, ord, sticky: false, rtl: false, font: "Arial", size: 20, media: [] })),
    tmpls: [
      {
        name: noteTypeParts.templateName,
        ord: 0,
        qfmt: front,
        afmt: back,
        bqfmt: "",
        bafmt: "",
        did: null,
        bfont: "",
        bsize: 0,
      },
    ],
  },
};
