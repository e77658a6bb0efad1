import { serveDrawing } from "./serve-drawing.ts";
import { loadSharp } from "./sharp.ts";

// The entry point of the process that draws pictures. `drawing.ts` starts it for the first picture.
serveDrawing(loadSharp);
