import { Redirect, Route, Switch } from "wouter";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { ButtonLink } from "#web/ui/button.tsx";
import { useIsFirstFrame } from "#web/ui/first-frame.ts";
import { ChatPage } from "./chat-page.tsx";
import {
  BinPage,
  ReviewPage,
  ReviewStatisticsPage,
  SettingsPage,
  TutorPage,
  VideoPage,
  WordsPage,
} from "./lazy-pages.tsx";
import styles from "./page.module.css";
import { TopBar } from "./top-bar.tsx";
import { VideoBar } from "./video-bar.tsx";

export const Routes = () => (
  <Switch>
    <Route path="/">
      <Redirect to={`/chat${location.search}`} replace />
    </Route>
    {/* one route for both, so that a new conversation gets its address without mounting the page again */}
    <Route path="/chat/:id?">{({ id }) => <ChatPage id={id ?? null} />}</Route>
    <Route path="/settings/:tab?">{({ tab }) => <SettingsRoute tab={tab} />}</Route>
    {/* one route for both, so that the choice of a video becomes the video */}
    <Route path="/video/:key?">{({ key }) => <VideoPage id={key} Bar={VideoBar} />}</Route>
    {/* one route for both, so that the list stays beside or behind its word */}
    <Route path="/words/:id?">{({ id }) => <WordsRoute id={id} />}</Route>
    <Route path="/review">
      <ReviewRoute />
    </Route>
    <Route path="/review/statistics">
      <ReviewRoute showsStatistics />
    </Route>
    <Route path="/tutor">
      <TutorRoute />
    </Route>
    <Route path="/bin">
      <BinRoute />
    </Route>
    <Route>
      <NoPage />
    </Route>
  </Switch>
);

function SettingsRoute({ tab }: { tab: string | undefined }) {
  const t = useTranslate().shell;
  return (
    <>
      <TopBar title={t.settings} isOnlyForPhones />
      <div className={styles.scroll}>
        {/* a choice that is made before React listens would be seen, but not saved */}
        <div inert={useIsFirstFrame()}>
          <SettingsPage tab={tab} />
        </div>
      </div>
    </>
  );
}

function ReviewRoute({ showsStatistics = false }: { showsStatistics?: boolean }) {
  const t = useTranslate().shell;
  return (
    <>
      <TopBar title={t.review} isOnlyForPhones />
      <div className={styles.scroll}>{showsStatistics ? <ReviewStatisticsPage /> : <ReviewPage />}</div>
    </>
  );
}

function WordsRoute({ id }: { id: string | undefined }) {
  return (
    <>
      <TopBar title={useTranslate().shell.words} isOnlyForPhones />
      <WordsPage id={id} />
    </>
  );
}

function TutorRoute() {
  return (
    <>
      <TopBar title={useTranslate().shell.tutor} isOnlyForPhones />
      <div className={styles.scroll}>
        <TutorPage />
      </div>
    </>
  );
}

function BinRoute() {
  const t = useTranslate().shell;
  return (
    <>
      <TopBar title={t.bin} isOnlyForPhones />
      <div className={styles.scroll}>
        <BinPage />
      </div>
    </>
  );
}

function NoPage() {
  const t = useTranslate().shell;
  return (
    <>
      <TopBar title="Blossom" isOnlyForPhones />
      <div className={styles.note}>
        <h1>{t.noPage}</h1>
        <p>
          <ButtonLink href="/chat">{t.newChat}</ButtonLink>
        </p>
      </div>
    </>
  );
}
