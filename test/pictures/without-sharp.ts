import { serveDrawing } from "#server/pictures/serve-drawing.ts";

// Acts like a platform without a build of sharp.
serveDrawing(() => Promise.reject(new Error("Could not load the sharp module using the plan9-mips runtime")));
