/** The media type of an uploaded file. */
export const fileType = "application/octet-stream";
