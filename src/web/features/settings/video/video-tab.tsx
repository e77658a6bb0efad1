import { StoragePanel } from "./storage-panel.tsx";
import { YoutubePanel } from "./youtube-panel.tsx";

/** What may be asked of YouTube and with which tools; what videos take on the disk. */
export const VideoTab = () => (
  <>
    <YoutubePanel />
    <StoragePanel />
  </>
);
