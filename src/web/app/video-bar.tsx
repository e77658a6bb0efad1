import type { ReactNode } from "react";
import { ModelChip } from "#web/features/chat/model-chip.tsx";
import { TopBar } from "./top-bar.tsx";

/** The bar above a video: its title, what the video page adds, and the model that answers. */
export const VideoBar = ({ title, children }: { title: string; children?: ReactNode }) => (
  <TopBar title={title} model={<ModelChip />}>
    {children}
  </TopBar>
);
