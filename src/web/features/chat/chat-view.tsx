import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ComponentType, useCallback, useEffect, useRef } from "react";
import type { Outcome } from "#shared/answer.ts";
import type { Verb } from "#shared/verbs.ts";
import { loadAnalyser } from "#web/api/analyse.ts";
import { isNotThere, refreshConversation } from "#web/api/change-conversation.ts";
import { conversationQuery, loadAround, loadLatest } from "#web/api/conversations.ts";
import { useIsGone } from "#web/api/events/use-events.ts";
import { useSettings } from "#web/api/settings.ts";
import { statusQuery } from "#web/api/status.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { lazyPart, whenIdle } from "#web/ui/lazy.tsx";
import { focusField } from "#web/ui/return-focus.ts";
import { showToast } from "#web/ui/toast.tsx";
import { CannotOpen } from "./cannot-open.tsx";
import { ChooseFirst } from "./choose-first.tsx";
import { Composer, type Run } from "./composer.tsx";
import { drafts, newDraft } from "./drafts.ts";
import { EditingContext } from "./editing.ts";
import { QueuedMessage } from "./queued-message.tsx";
import { dequeue, editQueued, enqueue } from "./queue.ts";
import { LearnerMessage } from "./learner-message.tsx";
import { NotSent } from "./not-sent.tsx";
import thread from "./thread.module.css";
import { useAnswers } from "./use-answers.ts";
import { useChatKeys } from "./use-chat-keys.ts";
import { useEdit } from "./use-edit.ts";
import { useForget, useMore } from "./use-more.ts";
import { usePreload } from "./use-preload.ts";
import { useQueue } from "./use-queue.ts";
import { useSend } from "./use-send.ts";

/** An empty chat needs no cards. In a conversation they load while its messages are read, and their place stays empty until they can be drawn. */
const Thread = lazyPart(() => import("./thread.tsx").then((part) => part.Thread), {
  Placeholder: () => <div className={thread.thread} />,
  Instead: () => <CannotOpen known={undefined} isMissing={false} onAgain={() => location.reload()} />,
});

/** Loads what a conversation is drawn with, before the page is drawn for the first time. False if something could not be loaded. */
export const preloadConversation = async (): Promise<boolean> => {
  const parts = import("./thread.tsx").then((part) => part.preloadParts());
  const loaded = await Promise.all([Thread.preload(), parts.catch(() => false)]); // the components will try again
  return !loaded.includes(false);
};

type Props = {
  /** Null: the first message begins a new conversation. */
  conversationId: string | null;
  onStarted: (conversationId: string) => void;
  /** The message to scroll to, from a search. */
  target?: { messageId: string; onDone: () => void } | null;
  /** Shown in place of the messages until there is one. */
  Start: ComponentType<{ onExample: (sentence: string, verb: Verb) => void }>;
};

export function ChatView({ conversationId, onStarted, target = null, Start }: Props) {
  const t = useTranslate();
  const queryClient = useQueryClient();
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const { learningLanguage } = useSettings();
  const open = useQuery({ ...conversationQuery(conversationId ?? ""), enabled: conversationId !== null });
  const { outgoing, failure, isSending, mustChoose, sendDraft, sendQueued, sendAgain, sendExample } = useSend(
    conversationId,
    open.data?.messages,
    onStarted,
  );
  // deleted, perhaps in another window: the cached conversation no longer exists
  const isMissing = isNotThere(open.error);
  const known = conversationId === null || isMissing ? undefined : open.data;
  const messages = known?.messages ?? [];
  const earlier = useMore(conversationId, known, "earlier");
  const later = useMore(conversationId, known, "later");
  const forget = useForget(conversationId);
  useLoadTarget(conversationId, target);
  const live = known?.conversation.live ?? null;

  const refresh = useCallback(() => {
    if (conversationId !== null) void refreshConversation(queryClient, conversationId);
  }, [queryClient, conversationId]);
  const onEnd = useCallback(
    (outcome?: Outcome) => {
      // the server has announced the end to the cache, which reads what has changed
      const { queryKey } = conversationQuery(conversationId ?? "");
      if (queryClient.isFetching({ queryKey, exact: true }) === 0) refresh();
      // the chip must not show a responder as ready when it has just failed
      if (outcome === "failed") void queryClient.invalidateQueries({ queryKey: statusQuery.queryKey });
    },
    [queryClient, conversationId, refresh],
  );
  const isGone = useIsGone();
  const { stop, isStarting, onStop, onRetry, onAskFor, onShow } = useAnswers(fieldRef, refresh);
  const lastVerb = known?.conversation.lastTask ?? "explain";
  const { outgoing: edited, editing } = useEdit(conversationId ?? newDraft, messages, lastVerb, fieldRef, refresh);
  usePreload();
  // the learner is about to write. The server loads the analyser for half a second, while the browser loads the rest of the page
  useEffect(() => whenIdle(() => loadAnalyser(learningLanguage), 100), [learningLanguage]);
  useEffect(() => whenIdle(() => void Thread.preload()), []);

  const isArriving = outgoing !== null && !messages.some(({ id }) => id === outgoing.messageId);
  const isLive = live !== null && !isGone;
  const run: Run =
    isSending || isArriving || edited ? "sending" : !isLive ? "idle" : stop.isPending ? "stopping" : "live";
  const queue = useQueue({
    conversationId: conversationId ?? newDraft,
    messages,
    isIdle: run === "idle" && live === null && !isGone && !isStarting && known !== undefined,
    otherwise: { verb: lastVerb, language: learningLanguage },
    send: sendQueued,
  });
  // "The tutor is still answering" is no longer true when the answer has ended
  const isOver = failure?.code === "busy" && run === "idle";
  const stopLive = () => isLive && !stop.isPending && stop.mutate(live);
  const editLast = () => {
    const own = messages.findLast(({ role }) => role === "learner");
    const isEmpty = drafts.read(conversationId ?? newDraft).images.length === 0;
    if (!own || !isEmpty) return false;
    const open = document.querySelector<HTMLElement>("[data-message] textarea"); // it has the focus when it opens, and may have lost it
    if (open) open.focus();
    else if (run === "idle") editing.begin(own);
    else showToast({ text: t.chat.composer.waitForEnd });
    return true;
  };
  useChatKeys({ fieldRef, onEscape: stopLive, onEditLast: editLast });

  const again = () => {
    void sendAgain(learningLanguage);
    fieldRef.current?.focus();
  };
  const arriving = edited ? (
    <LearnerMessage text={edited.draft.text} language={edited.message.language} images={edited.message.images} />
  ) : (
    isArriving && (
      <LearnerMessage
        text={outgoing.draft.text}
        language={outgoing.language}
        images={[]}
        previews={outgoing.draft.images.map(({ dataUrl }) => dataUrl)}
      />
    )
  );

  return (
    <>
      {conversationId === null && !arriving ? (
        <Start
          onExample={(sentence, verb) => {
            void sendExample(sentence, learningLanguage, verb);
            focusField(fieldRef.current);
          }}
        />
      ) : open.isError && messages.length === 0 ? (
        <CannotOpen known={open.data?.conversation} isMissing={isMissing} onAgain={() => void open.refetch()} />
      ) : (
        <EditingContext value={editing}>
          <Thread
            conversationId={conversationId ?? newDraft}
            messages={
              edited
                ? messages.slice(
                    0,
                    messages.findIndex(({ id }) => id === edited.message.id),
                  )
                : messages
            }
            asked={known?.asked ?? null}
            earlier={earlier}
            later={later}
            onLatest={async () => {
              if (conversationId !== null) await loadLatest(queryClient, conversationId);
            }}
            forget={forget}
            target={target}
            isGone={isGone}
            isBusy={run !== "idle" || isStarting}
            hasWaited={outgoing?.hasWaited ?? false}
            onStop={onStop}
            onEnd={onEnd}
            onRetry={onRetry}
            onAskFor={onAskFor}
            onShow={onShow}
          >
            {arriving}
          </Thread>
        </EditingContext>
      )}
      <Composer
        draftId={conversationId ?? newDraft}
        run={run}
        enterVerb={edited?.verb ?? outgoing?.verb ?? lastVerb}
        fieldRef={fieldRef}
        canQueue={conversationId !== null && run !== "idle" && !queue.isWaiting}
        queued={
          conversationId !== null &&
          queue.isWaiting && (
            <QueuedMessage
              conversationId={conversationId}
              language={learningLanguage}
              isHeld={queue.isHeld}
              onSend={() => void queue.sendNow()}
              onEdit={() => {
                editQueued(conversationId);
                focusField(fieldRef.current);
              }}
              onRemove={() => {
                dequeue(conversationId);
                focusField(fieldRef.current);
              }}
            />
          )
        }
        onSend={(verb) => {
          if (run === "idle" || conversationId === null) void sendDraft(learningLanguage, verb);
          else enqueue(conversationId, { verb, language: learningLanguage });
          // an on-screen keyboard would cover half of the page while the learner reads the answer
          if (matchMedia("(pointer: coarse)").matches) fieldRef.current?.blur();
          else fieldRef.current?.focus();
        }}
        onStop={() => live !== null && onStop(live)}
        failure={
          mustChoose ? (
            <ChooseFirst onDone={again} />
          ) : (
            failure && !isOver && <NotSent failure={failure} onAgain={again} />
          )
        }
      />
    </>
  );
}

/** Loads the messages around the target. If that fails, the newest ones are shown. */
function useLoadTarget(conversationId: string | null, target: NonNullable<Props["target"]> | null) {
  const queryClient = useQueryClient();
  const { messageId, onDone } = target ?? {};
  useEffect(() => {
    if (conversationId !== null && messageId)
      loadAround(queryClient, conversationId, messageId).catch(() => onDone?.());
  }, [queryClient, conversationId, messageId, onDone]);
}
