import { languages } from "#shared/languages/index.ts";
import { textSizes } from "#shared/setting-values.ts";
import { useSettings } from "#web/api/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Choice } from "#web/features/settings/learner-choice.tsx";
import { ReadingExample } from "./reading-example.tsx";

/** Settings for text in the learning language. Offers only choices that change something in this language, each with an example. */
export function ReadingFields() {
  const t = useSettingsStrings().languages;
  const settings = useSettings();
  const { learningLanguage: code, readings, heard, textSize } = settings;
  const { hasZhuyin, isAlsoReadInTaiwan, hasTones, romanisation } = languages[code];
  return (
    <>
      <Choice
        name="readings"
        label={t.readings}
        hint={readings === "unknown" ? t.readingsUnknownHint : t.readingsHint}
        value={readings}
        choices={[
          { value: "always", label: t.readingsAlways },
          { value: "unknown", label: t.readingsUnknown },
          { value: "hover", label: t.readingsHover },
          { value: "off", label: t.readingsOff },
        ]}
        change={(chosen) => ({ readings: chosen })}
      >
        <ReadingExample language={code} settings={settings} />
      </Choice>
      {hasZhuyin && <NotationField />}
      {isAlsoReadInTaiwan && <TaiwanField />}
      {hasTones && <ToneField />}
      {romanisation && <RomanisationField system={romanisation} />}
      <Choice
        name="text-size"
        label={t.textSize}
        hint={t.textSizeHint}
        value={textSize}
        choices={textSizes.map((size) => ({ value: size, label: t.textSizes[size] }))}
        change={(chosen) => ({ textSize: chosen })}
      >
        <ReadingExample language={code} settings={settings} />
      </Choice>
      <Choice
        name="heard"
        label={t.heard}
        hint={t.heardHint}
        value={heard}
        choices={[
          { value: "text", label: t.heardText },
          { value: "readings", label: t.heardReadings },
        ]}
        change={(chosen) => ({ heard: chosen })}
      />
    </>
  );
}

/** The choice concerns readings, so its example shows them even if they are hidden elsewhere. */
function ShownExample() {
  const settings = useSettings();
  return <ReadingExample language={settings.learningLanguage} settings={{ ...settings, readings: "always" }} />;
}

function NotationField() {
  const t = useSettingsStrings().languages;
  return (
    <Choice
      name="notation"
      label={t.notation}
      hint={t.notationHint}
      value={useSettings().traditionalNotation}
      choices={[
        { value: "pinyin", label: t.pinyin },
        { value: "zhuyin", label: t.zhuyin },
      ]}
      change={(chosen) => ({ traditionalNotation: chosen })}
    >
      <ShownExample />
    </Choice>
  );
}

function TaiwanField() {
  const t = useSettingsStrings().languages;
  return (
    <Choice
      name="traditional-readings"
      label={t.traditionalReadings}
      hint={t.traditionalReadingsHint}
      value={useSettings().traditionalReadings ?? "mainland"}
      choices={[
        { value: "mainland", label: t.asInMainland },
        { value: "taiwan", label: t.asInTaiwan },
      ]}
      change={(chosen) => ({ traditionalReadings: chosen })}
    />
  );
}

function ToneField() {
  const t = useSettingsStrings().languages;
  return (
    <Choice
      name="tones"
      label={t.tones}
      hint={t.tonesHint}
      value={useSettings().toneColours}
      choices={[
        { value: "off", label: t.off },
        { value: "dummitt", label: t.tonesDummitt },
        { value: "pleco", label: t.tonesPleco },
      ]}
      change={(chosen) => ({ toneColours: chosen })}
    >
      <ShownExample />
    </Choice>
  );
}

function RomanisationField({ system }: { system: "hepburn" | "revised" }) {
  const t = useSettingsStrings().languages;
  const { romanisation } = useSettings();
  return (
    <Choice
      name="romanisation"
      label={t.romanisation}
      hint={t.romanisationHint[system]}
      value={romanisation ? "on" : "off"}
      choices={[
        { value: "off", label: t.off },
        { value: "on", label: t.on },
      ]}
      change={(chosen) => ({ romanisation: chosen === "on" })}
    >
      <ShownExample />
    </Choice>
  );
}
