import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { isWrittenIn } from "#shared/languages/index.ts";
import { conversationQuery } from "#web/api/conversations.ts";
import { ChatView } from "#web/features/chat/chat-view.tsx";
import { drafts, newDraft } from "#web/features/chat/drafts.ts";
import { LanguageSwitcher } from "#web/features/chat/language-switcher.tsx";
import { ModelChip } from "#web/features/chat/model-chip.tsx";
import { InterfaceSelect } from "#web/features/start/interface-select.tsx";
import { Start, useIsFirstRun } from "#web/features/start/start.tsx";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { KeptWithContext } from "#web/text/kept-with.ts";
import { NewChat, TopBar } from "./top-bar.tsx";

export function ChatPage({ id }: { id: string | null }) {
  const t = useTranslate().shell;
  const [, navigate] = useLocation();
  const { data } = useQuery({ ...conversationQuery(id ?? ""), enabled: id !== null });
  const isFirstRun = useIsFirstRun();
  usePrefill();
  const target = useTarget(id);
  const conversation = id === null ? undefined : data?.conversation;
  const title = conversation?.title ?? t.newChat;
  const isLearners = conversation !== undefined && isWrittenIn(title, conversation.language);

  return (
    <KeptWithContext value={id ?? undefined}>
      <TopBar title={title} language={isLearners ? conversation.language : undefined} isHeading model={<ModelChip />}>
        {id === null ? (
          isFirstRun && <InterfaceSelect />
        ) : (
          <>
            <LanguageSwitcher />
            <NewChat />
          </>
        )}
      </TopBar>
      <ChatView
        conversationId={id}
        onStarted={(started) => navigate(`/chat/${started}`)}
        target={target}
        Start={Start}
      />
    </KeptWithContext>
  );
}

/** `/chat/:id?message=…` scrolls to a message. The address loses it then, so that a reload opens the chat at its end. */
function useTarget(id: string | null) {
  const messageId = new URLSearchParams(useSearch()).get("message");
  const [, navigate] = useLocation();
  return useMemo(
    () =>
      id === null || messageId === null
        ? null
        : { messageId, onDone: () => navigate(`/chat/${id}`, { replace: true }) },
    [id, messageId, navigate],
  );
}

/** `/chat?q=…` fills the field and never sends: a link must not speak for the learner. */
function usePrefill() {
  const search = useSearch();
  const [, navigate] = useLocation();
  useEffect(() => {
    const text = new URLSearchParams(search).get("q");
    if (text === null) return;
    if (drafts.read(newDraft).text === "") drafts.write(newDraft, { text });
    navigate("/chat", { replace: true });
  }, [search, navigate]);
}
