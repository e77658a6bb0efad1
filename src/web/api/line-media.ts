import { answerOf, api } from "./client.ts";

/** What the picture and the sound of a line are kept for: its moment, or a word that was saved in it. */
export type LineOwner = { moment: string } | { word: string; context: string };

const bytes = (body: Blob) => ({ headers: { "content-type": "application/octet-stream" }, init: { body } });

export const keepPicture = (owner: LineOwner, picture: Blob) =>
  "moment" in owner
    ? answerOf(api.moments[":id"].frame.$post({ param: { id: owner.moment } }, bytes(picture)))
    : answerOf(api.words[":id"].contexts[":context"].picture.$post({ param: paramOf(owner) }, bytes(picture)));

export const keepSound = (owner: LineOwner, sound: Blob) =>
  "moment" in owner
    ? answerOf(api.moments[":id"].sound.$post({ param: { id: owner.moment } }, bytes(sound)))
    : answerOf(api.words[":id"].contexts[":context"].sound.$post({ param: paramOf(owner) }, bytes(sound)));

const paramOf = ({ word, context }: { word: string; context: string }) => ({ id: word, context });
