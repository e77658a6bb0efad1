import { serveDrawing } from "#server/pictures/serve-drawing.ts";

// As on a platform that sharp has no build for.
serveDrawing(() => Promise.reject(new Error("Could not load the sharp module using the plan9-mips runtime")));
