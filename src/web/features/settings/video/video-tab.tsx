import { YoutubePanel } from "./youtube-panel.tsx";

/** What may be asked of YouTube, and with which tools. */
export const VideoTab = () => <YoutubePanel />;
