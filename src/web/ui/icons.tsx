import type { ReactNode } from "react";

type Props = { size?: number };

const icon = (lines: ReactNode) =>
  function Icon({ size = 18 }: Props) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {lines}
      </svg>
    );
  };

function circled(path: string): ReactNode {
  return (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d={path} />
    </>
  );
}

/* Drawn here: about a dozen lines, and each button with an icon has a label in words. */
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const CloseIcon = icon(<path d="m6 6 12 12M18 6 6 18" />);
export const MenuIcon = icon(<path d="M4 6.5h16M4 12h16M4 17.5h16" />);
export const CheckIcon = icon(<path d="m4.5 12.5 5 5L20 6.5" />);
export const ArrowUpIcon = icon(<path d="M12 19V5m-6 6 6-6 6 6" />);
export const ArrowDownIcon = icon(<path d="M12 5v14m6-6-6 6-6-6" />);
export const BackIcon = icon(<path d="m14.5 5.5-7 6.5 7 6.5" />);
export const ChevronUpIcon = icon(<path d="m6 15 6-6 6 6" />);
export const ChevronIcon = icon(<path d="m6 9 6 6 6-6" />);
export const SpeakerIcon = icon(
  <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />,
);
export const MutedIcon = icon(<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9.5l5 5m0-5-5 5" />);
export const PlayIcon = icon(<path d="M7.5 5v14L19 12z" fill="currentColor" />);
export const PauseIcon = icon(<path d="M8 5.5v13M16 5.5v13" strokeWidth={3} />);
export const FullScreenIcon = icon(<path d="M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5" />);
export const SmallScreenIcon = icon(<path d="M9 4v5H4m16 0h-5V4m0 16v-5h5M4 15h5v5" />);
export const StopIcon = icon(<rect x="6" y="6" width="12" height="12" rx="2" fill="currentColor" />);
export const RetryIcon = icon(<path d="M4 4v5h5M4.5 14a8 8 0 1 0 1.8-7.6L4 9" />);
export const PencilIcon = icon(<path d="M4 20l.9-4L16.6 4.3a1.8 1.8 0 0 1 2.6 0l.5.5a1.8 1.8 0 0 1 0 2.6L8 19.1z" />);
export const ClockIcon = icon(<path d="M12 7v5l3.2 2M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z" />);
export const PinIcon = icon(<path d="M9 4h6l-1 6 3.5 3.5h-11L10 10zM12 13.5V20" />);
export const SearchIcon = icon(<path d="M16 16l4.5 4.5M10.5 17.5a7 7 0 1 1 0-14 7 7 0 0 1 0 14z" />);
export const DownloadIcon = icon(<path d="M12 4v11m-5-5 5 5 5-5M5 20h14" />);
export const BinIcon = icon(<path d="M4 7h16M9.5 7V4.5h5V7M6 7l1 13h10l1-13M10 11v5.5m4-5.5v5.5" />);
/** Lines of text under a magnifying glass. */
export const ExplainIcon = icon(
  <path d="M4 6h16M4 11h5M4 16h4M15 18.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm2.9-1.1L21 20.5" />,
);
export const ReplyIcon = icon(
  <path d="M5 5h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zm3 4.2h8M8 12.5h5" />,
);
export const GlobeIcon = icon(
  circled("M2.5 12h19M12 2.5c3.4 2.8 4.4 6 4.4 9.5s-1 6.7-4.4 9.5c-3.4-2.8-4.4-6-4.4-9.5s1-6.7 4.4-9.5z"),
);
export const CopyIcon = icon(
  <>
    <rect x="8" y="8" width="12" height="12" rx="2" />
    <path d="M16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2" />
  </>,
);
export const PictureIcon = icon(
  <>
    <rect x="3" y="4" width="18" height="16" rx="3" />
    <circle cx="9" cy="10" r="1.8" />
    <path d="m5 18 5-5 3 3 3-3 4 4" />
  </>,
);
export const VideoIcon = icon(
  <>
    <rect x="3" y="5" width="18" height="14" rx="3" />
    <path d="m10.5 9.5 4 2.5-4 2.5z" />
  </>,
);
export const ReviewIcon = icon(
  <>
    <rect x="3" y="7.5" width="14" height="12" rx="2.5" />
    <path d="M7 4.5h11.5A2.5 2.5 0 0 1 21 7v9M7 13.5l2.3 2.3 4-4.3" />
  </>,
);
export const WordsIcon = icon(<path d="M6 3.5h12v17l-6-4.5-6 4.5zM9.5 8h5" />);
export const SettingsIcon = icon(
  <>
    <path d="M4 7h9m5 0h2M4 17h2m5 0h9" />
    <circle cx="15.5" cy="7" r="2.5" />
    <circle cx="8.5" cy="17" r="2.5" />
  </>,
);
export const CircleIcon = icon(<circle cx="12" cy="12" r="9.5" />);
export const CircleCheckIcon = icon(circled("m8.5 12 2.5 2.5 4.5-4.5"));
export const CircleAlertIcon = icon(circled("M12 7.5v5m0 3.6v.1"));
export const CircleMinusIcon = icon(circled("M8 12h8"));
export const CircleCrossIcon = icon(circled("m9 9 6 6m0-6-6 6"));
export const LoadingIcon = icon(<path d="M21 12a9 9 0 1 1-6.2-8.6" />);
