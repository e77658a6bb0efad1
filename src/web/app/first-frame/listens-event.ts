/** The page's code tells the first script that React listens, or that it has drawn the page itself. */
export const listensEvent = "blossom-listens";
