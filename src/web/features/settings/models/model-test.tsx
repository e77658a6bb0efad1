import { type TestTask, testTasks } from "#shared/model-test.ts";
import type { ProviderType } from "#shared/providers.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { TestLight } from "./test-light.tsx";
import { useModelTest } from "./use-model-test.ts";
import "./model-test.css";

/** Three lights: does it answer, does it see, does it name. Each is a small real request. */
export function ModelTest({ provider }: { provider: ProviderType }) {
  const t = useSettingsStrings().test;
  const errorText = useErrorText();
  const { lights, isRunning, isOver, error, run, stop } = useModelTest(provider);
  const passed = testTasks.filter((task) => lights[task]?.state === "passed").length;

  return (
    <div className="model-test">
      <div className="model-test-head">
        <div>
          <h3>{t.title}</h3>
          <small>{t.lead}</small>
        </div>
        <button type="button" className="button" onClick={isRunning ? stop : run}>
          {isRunning ? t.stop : isOver || error ? t.again : t.run}
        </button>
      </div>
      <ul className="lights">
        {testTasks.map((task: TestTask) => (
          <TestLight key={task} task={task} light={lights[task]} isOn={isRunning} />
        ))}
      </ul>
      {error && (
        <p role="alert" className="save-failure">
          {error.code === "busy" ? t.busy : error.code === "internal" ? t.broken : errorText(error)}
        </p>
      )}
      <output className="visually-hidden">{isOver && t.finished(passed, testTasks.length)}</output>
    </div>
  );
}
