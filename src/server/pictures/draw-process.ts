import { serveDrawing } from "./serve-drawing.ts";
import { loadSharp } from "./sharp.ts";

// A process of its own, started by drawing.ts with the first picture.
serveDrawing(loadSharp);
