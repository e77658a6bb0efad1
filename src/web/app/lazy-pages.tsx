import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useBinStrings } from "#web/i18n/use-bin-strings.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";

export const SettingsPage = lazyPart(
  () => import("#web/features/settings/settings-page.tsx").then((part) => part.SettingsPage),
  {
    isPage: true,
    useStrings: () => [...useSettingsStrings.useStart(), ...useModelsStrings.useStart(), ...useAnkiStrings.useStart()],
  },
);

export const VideoPage = lazyPart(() => import("#web/features/video/video-page.tsx").then((part) => part.VideoPage), {
  isPage: true,
  useStrings: useVideoStrings.useStart,
});

export const ReviewPage = lazyPart(
  () => import("#web/features/review/review-page.tsx").then((part) => part.ReviewPage),
  { isPage: true, useStrings: useReviewStrings.useStart },
);

export const ReviewStatisticsPage = lazyPart(
  () => import("#web/features/review/statistics-page.tsx").then((part) => part.StatisticsPage),
  { isPage: true, useStrings: useReviewStrings.useStart },
);

export const WordsPage = lazyPart(() => import("#web/features/words/words-page.tsx").then((part) => part.WordsPage), {
  isPage: true,
  useStrings: () => [...useWordsStrings.useStart(), ...useSavingStrings.useStart()],
});

export const TutorPage = lazyPart(() => import("#web/features/tutor/tutor-page.tsx").then((part) => part.TutorPage), {
  isPage: true,
  useStrings: useTutorStrings.useStart,
});

export const BinPage = lazyPart(() => import("#web/features/bin/bin-page.tsx").then((part) => part.BinPage), {
  isPage: true,
  useStrings: useBinStrings.useStart,
});
