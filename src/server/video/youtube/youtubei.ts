// The library alone: a script of its own, because few learners need it and it would take 4 MB of every server
export { Innertube } from "youtubei.js";
