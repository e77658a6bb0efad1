import { Link } from "wouter";
import type { Answer, Notice } from "#shared/answer.ts";
import type { ErrorCode } from "#shared/error-codes.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { hostOf } from "#web/api/host-of.ts";
import { useUpdateSettings } from "#web/api/settings.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { type AnsweringStrings, useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./notices.module.css";

type Props = Pick<Answer, "notices" | "responder"> & {
  /** Answers again with the text read as that language. Absent while that is not possible. */
  onReadAs?: ((language: LearningLanguage) => void) | undefined;
};

/** Notices about an answer: what was left out of the request, and which responder was replaced by another. */
export function Notices({ notices, responder, onReadAs }: Props) {
  const t = useAnsweringStrings().notices;
  const interfaceLanguage = useInterfaceLanguage();
  return (
    <ul className={styles.notices}>
      {notices.map((notice) => (
        <li key={notice.code}>
          {wordsOf(notice, responder?.model ?? "", t, learningNames[interfaceLanguage])}{" "}
          {canBeChanged(notice) && <SettingsLink />}
          {notice.code === "better_language" && onReadAs && (
            <SwitchLanguage language={notice.language} onReadAs={onReadAs} />
          )}
        </li>
      ))}
    </ul>
  );
}

const SettingsLink = () => <Link href="/settings/models">{useAnsweringStrings().notices.change}</Link>;

type SwitchProps = { language: LearningLanguage; onReadAs: NonNullable<Props["onReadAs"]> };

/** Answers again in the language of the text, and makes it the learning language for what follows. */
function SwitchLanguage({ language, onReadAs }: SwitchProps) {
  const t = useAnsweringStrings().notices;
  const update = useUpdateSettings();
  const readAs = () => {
    update.mutate({ learningLanguage: language });
    onReadAs(language);
  };
  return (
    <Button kind="link" onClick={readAs}>
      {t.readAs(learningNames[useInterfaceLanguage()][language])}
    </Button>
  );
}

/** The learner can give more context or choose another provider. Pictures that do not fit leave with their turns. */
const canBeChanged = ({ code }: Notice) =>
  code === "trimmed" || code === "prompt_truncated" || code === "other_model" || code === "is_ollama";

function wordsOf(
  notice: Notice,
  model: string,
  t: AnsweringStrings["notices"],
  names: Record<LearningLanguage, string>,
): string {
  switch (notice.code) {
    case "trimmed":
      return t.trimmed(notice.turns);
    case "prompt_truncated":
      return t.truncated;
    case "pictures_left_out":
      return notice.unseen ? t.picturesUnseen(notice.pictures) : t.picturesLeftOut(notice.pictures);
    case "fallback":
      return t.fallback(model, notice.instead, t.why[reasonOf(notice.because)]);
    case "other_model":
      return t.otherModel(model, notice.asked);
    case "is_ollama":
      return t.isOllama(hostOf(notice.url));
    case "better_language":
      return t.betterLanguage(names[notice.language]);
    case "dictionary_failed":
      return t.dictionaryFailed;
    case "unreadable":
      return t.unreadable;
  }
}

function reasonOf(code: ErrorCode): keyof AnsweringStrings["notices"]["why"] {
  switch (code) {
    case "connect":
    case "dns":
      return "unreachable";
    case "timeout":
      return "slow";
    case "rate_limited":
      return "limited";
    case "overloaded":
      return "overloaded";
    default:
      return "failed";
  }
}
