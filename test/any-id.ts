/** All ids that `server/db/new-id.ts` makes. */
export const anyId = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|\b0[\da-z]{19}\b/g;
