/** The address of Blossom under which a browser on the same computer allows most. */
export const localAddress = () => `http://localhost${location.port === "" ? "" : `:${location.port}`}`;
