/** The page's code tells the first script that React listens, or that it has drawn the page again. */
export const listensEvent = "blossom-listens";
