export const databaseName = "blossom.db";
/** The database with the files that SQLite may have left beside it. */
export const databaseFiles = [databaseName, `${databaseName}-wal`, `${databaseName}-shm`];
/** The folders whose files the rows of the database refer to. */
export const pictureAndSoundFolders = ["images", "frames", "line-sounds"];
/** What can be made again; it goes with what it was made from. */
const madeFolders = ["prepared", "sounds"];
export const folders = [...pictureAndSoundFolders, ...madeFolders];
/** Everything that a learner loses when everything is deleted. Models, keys, settings of this computer and dictionaries are not in these names. */
export const everything = [...databaseFiles, ...folders];

/** Beside the database: what waits to take its place, and files that are made for a download. Both are deleted at the next start. */
export const incomingFolder = "incoming";
export const exportsFolder = "data-exports";
export const backupsFolder = "backups";

/** Each upload of an export is a file of its own until it is checked, so uploads and other jobs do not meet. */
export const newUploadName = () => `upload-${crypto.randomUUID()}.zip`;
export const isUpload = (name: string) => /^upload-[\da-f-]{36}\.zip$/.test(name);
