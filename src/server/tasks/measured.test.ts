import { expect, test } from "bun:test";
import { measuredOf } from "./measured.ts";

test.each(["gemma3:12b", "qwen3.5:9b", "claude-opus-4-5", "a/model:of-somebody", ""])(
  "asks %p in lines and does not trust its readings, because it was not measured",
  (model) => {
    expect(measuredOf(model)).toEqual({ shape: "lines", choosesReadings: false });
  },
);
