import { type TestTask, testTasks } from "#shared/test-tasks.ts";
import type { ProviderType } from "#shared/providers.ts";
import { FailureLine } from "#web/features/settings/save-note.tsx";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { TestTaskRow } from "./test-task-row.tsx";
import { useModelTest } from "./use-model-test.ts";
import styles from "./model-test.module.css";

/** Tests three tasks: chat, pictures, titles. Each is a small real request. */
export function ModelTest({ provider }: { provider: ProviderType }) {
  const t = useSettingsStrings().test;
  const errorText = useErrorText();
  const { progress, isRunning, isOver, error, run, stop } = useModelTest(provider);
  const passed = testTasks.filter((task) => progress[task]?.state === "passed").length;

  return (
    <div className={styles.test}>
      <div className={styles.head}>
        <div>
          <h3>{t.title}</h3>
          <small>{t.lead}</small>
        </div>
        <Button onClick={isRunning ? stop : run}>{isRunning ? t.stop : isOver || error ? t.again : t.run}</Button>
      </div>
      <ul className={styles.tasks}>
        {testTasks.map((task: TestTask) => (
          <TestTaskRow key={task} task={task} progress={progress[task]} isOn={isRunning} />
        ))}
      </ul>
      {error && (
        <FailureLine role="alert" className={styles.failure}>
          {error.code === "busy" ? t.busy : error.code === "internal" ? t.broken : errorText(error)}
        </FailureLine>
      )}
      <output className="visually-hidden">{isOver && t.finished(passed, testTasks.length)}</output>
    </div>
  );
}
