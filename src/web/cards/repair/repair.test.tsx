import { describe, expect, test } from "bun:test";
import { act, screen, waitFor } from "@testing-library/react";
import type { WindowRemedy } from "#shared/small-window.ts";
import type { Responder } from "#shared/responder.ts";
import type { ApiError } from "#shared/errors.ts";
import { downloadsQuery } from "#web/api/downloads.ts";
import { failure, openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import type { UpstreamModel } from "#test/upstream/models.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { FailureNote } from "#web/cards/failure-note.tsx";

const gemma: Responder = { provider: "ollama", model: "gemma3:12b", host: "127.0.0.1:11434", goesTo: "computer" };
const claude: Responder = { provider: "anthropic", model: "claude-old", host: "api.anthropic.com", goesTo: "cloud" };
const sees = ["completion", "vision"];
const reads = ["completion"];
const small: UpstreamModel = { name: "gemma3:4b", sizeBytes: 3.3e9, capabilities: sees };
const qwen: UpstreamModel = { name: "qwen3:8b", sizeBytes: 5.2e9, capabilities: reads, contextLength: 40_960 };
const big: UpstreamModel = { name: "big:70b", sizeBytes: 42e9, capabilities: reads, contextLength: 131_072 };
const cloud: UpstreamModel = { name: "gpt-oss:120b-cloud", capabilities: sees, remoteHost: "https://ollama.com:443" };
const missed: UpstreamModel = { name: "gemma3:12b", sizeBytes: 8.1e9, capabilities: sees };

type Options = {
  responder?: Responder | null;
  models?: UpstreamModel[];
  loaded?: string[];
  isLast?: boolean;
  faults?: Record<string, () => Response>;
  environment?: Record<string, string>;
  provider?: null;
};

async function show(error: Partial<ApiError> & Pick<ApiError, "code">, options: Options = {}) {
  const { responder = gemma, models = [small, qwen, cloud], isLast = true, ...rest } = options;
  const { faults = {}, environment = {}, loaded = [], provider, ...more } = rest;
  const arrived = Promise.withResolvers<void>();
  const pull = { layers: [8.1e9], steps: 2, pace: (bytes: number) => bytes > 0 && arrived.promise };
  const ollama = { models, loaded, pull, memoryBytes: 400e9 };
  const server = await openPageApp({ ollama, faults, environment, ...(provider === null && { provider }) });
  let retries = 0;
  const onRetry = isLast ? () => (retries += 1) : undefined;
  const page = await renderPage(
    <FailureNote
      error={{ message: "as the server said it", ...error }}
      responder={responder}
      {...more}
      onRetry={onRetry}
    />,
  );
  return {
    ...page,
    /** Finishes the download. */
    arrive: arrived.resolve,
    server,
    retries: () => retries,
    press: (name: string | RegExp) => screen.findByRole("button", { name }).then((button) => page.user.click(button)),
    names: () => screen.getAllByRole("button").map(({ textContent }) => textContent),
    saved: () => server.bodies("PUT /api/llm/settings"),
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe("when a model is missing (F13)", () => {
  const missing = { code: "model_not_found", hint: "ollama pull gemma3:12b" } as const;

  test("downloads it in place and retries by itself, once", async () => {
    await using page = await show(missing);
    await page.press("Download gemma3:12b (8.1 GB)");
    expect(await screen.findByRole("progressbar", { name: "Download of gemma3:12b" })).toBeTruthy();
    await act(() => page.queryClient.refetchQueries({ queryKey: downloadsQuery.queryKey }));
    expect(page.retries()).toBe(0);
    page.arrive();
    await waitFor(() => expect(page.retries()).toBe(1));
    await act(() => page.queryClient.refetchQueries({ queryKey: downloadsQuery.queryKey }));
    expect(page.retries()).toBe(1);
  });

  test("shows a download that is running as a state, not as a failure", async () => {
    await using page = await show(missing);
    expect(screen.getByText(/^gemma3:12b isn't installed/)).toBeTruthy();
    await page.press("Download gemma3:12b (8.1 GB)");
    const coming = await screen.findByText("gemma3:12b is being downloaded. It will answer once the download is done.");
    expect(coming.closest("[data-calm]")).not.toBeNull();
    expect(screen.queryByText("ollama pull gemma3:12b")).toBeNull();
    expect(screen.queryByRole("button", { name: "Retry" })).toBeNull();
  });

  test("retries when the list had the model before its download was seen to be done", async () => {
    await using page = await show(missing);
    await page.press("Download gemma3:12b (8.1 GB)");
    await screen.findByRole("progressbar");
    page.server.ollama.models = [small, missed];
    await act(() => page.queryClient.refetchQueries({ queryKey: ["llm", "models"] }));
    page.arrive();
    await waitFor(() => expect(page.retries()).toBe(1));
  });

  test("offers other models: one press chooses one and retries; none in the cloud is offered", async () => {
    await using page = await show(missing);
    expect(screen.queryByRole("button", { name: /gpt-oss/ })).toBeNull();
    await page.press("Answer with qwen3:8b");
    await waitFor(() => expect(page.retries()).toBe(1));
    expect(page.saved()).toEqual([{ provider: "ollama", chatModel: "qwen3:8b" }]);
  });

  test("says so when the model has arrived meanwhile", async () => {
    await using page = await show(missing, { models: [missed] });
    expect(await screen.findByText("gemma3:12b is ready.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Download/ })).toBeNull();
    await page.press("Retry");
    expect(page.retries()).toBe(1);
  });

  test("offers the model that the provider suggests first, when the provider has no downloads", async () => {
    const models = [{ name: "claude-haiku-5-5" }, { name: "claude-sonnet-5-5", displayName: "Claude Sonnet 5.5" }];
    await using anthropic = await startUpstream({ protocol: "anthropic", models });
    const environment = { ANTHROPIC_BASE_URL: anthropic.url, ANTHROPIC_API_KEY: "test-key" };
    await using page = await show({ ...missing, hint: "claude-sonnet-5-5" }, { responder: claude, environment });
    await screen.findByRole("button", { name: "Answer with Claude Sonnet 5.5" });
    expect(page.names()).toEqual(["Answer with Claude Sonnet 5.5", "Answer with claude-haiku-5-5", "Retry"]);
  });

  test("only says so when later messages build on the answer", async () => {
    await using page = await show(missing, { isLast: false });
    expect(screen.getByText(/^gemma3:12b isn't installed on/)).toBeTruthy();
    expect(page.names()).toEqual(["Copy the command"]);
  });

  test("says so and does not retry when the choice cannot be saved", async () => {
    await using page = await show(missing, { faults: { "PUT /api/llm/settings": () => failure(500, "internal", "") } });
    await page.press("Answer with qwen3:8b");
    expect(await screen.findByText("Couldn't save the change.")).toBeTruthy();
    expect(page.retries()).toBe(0);
  });
});

describe("when the file of a model is damaged", () => {
  const broken = { ...missed, isDamaged: true };

  test("downloads it again in place and retries", async () => {
    await using page = await show({ code: "damaged_model", model: "gemma3:12b" }, { models: [broken, small] });
    expect(screen.getByText(/^The file of gemma3:12b is damaged/)).toBeTruthy();
    await screen.findByRole("button", { name: "Answer with gemma3:4b" });
    await page.press("Download gemma3:12b again");
    page.arrive();
    await act(() => page.queryClient.refetchQueries({ queryKey: downloadsQuery.queryKey }));
    await waitFor(() => expect(page.retries()).toBe(1));
  });

  test("does not offer it in place of another model", async () => {
    await using page = await show({ code: "model_not_found", model: "gone:1b" }, { models: [broken, small] });
    await screen.findByRole("button", { name: "Answer with gemma3:12b" });
    await page.server.app.request("POST", "/api/llm/ollama/load", { model: "gemma3:12b" });
    await act(() => page.queryClient.refetchQueries({ queryKey: ["llm", "models"] }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Answer with gemma3:12b" }) === null).toBe(true));
    expect(screen.getByRole("button", { name: "Answer with gemma3:4b" })).toBeTruthy();
  });
});

test("asks for consent to a cloud model in place, and then answers", async () => {
  const error = { code: "consent_needed", model: cloud.name } as const;
  await using page = await show(error, { responder: null });
  expect(screen.getByText(/^gpt-oss:120b-cloud runs in the cloud/)).toBeTruthy();
  await page.press("Agree and answer");
  await waitFor(() => expect(page.retries()).toBe(1));
  expect(page.saved()).toEqual([{ provider: "ollama", chatModel: cloud.name, allowRemote: true }]);
});

describe("when the model cannot see a picture (F14)", () => {
  const blind = { code: "unsupported", reason: "blind", model: "qwen3:8b", hint: "gemma3:4b" } as const;
  const asked = { responder: { ...gemma, model: "qwen3:8b" } };

  test("offers a model that can, at one press", async () => {
    await using page = await show(blind, asked);
    expect(screen.getByText("qwen3:8b can't see pictures. Choose a model that can.")).toBeTruthy();
    await screen.findByRole("button", { name: "Answer with gemma3:4b" });
    expect(page.names()).toEqual(["Answer with gemma3:4b", "Retry"]);
    await page.press("Answer with gemma3:4b");
    await waitFor(() => expect(page.retries()).toBe(1));
  });

  test("downloads, chooses and asks one that fits this computer when none can", async () => {
    await using page = await show(blind, { ...asked, models: [qwen, cloud] });
    expect(await screen.findByText("None of your models can see pictures yet.")).toBeTruthy();
    await page.press("Download gemma3:12b (8.1 GB)");
    await screen.findByRole("progressbar");
    page.arrive();
    await waitFor(() => expect(page.retries()).toBe(1));
    expect(page.saved()).toEqual([{ provider: "ollama", chatModel: "gemma3:12b" }]);
  });
});

test("offers less context, unloading another model, or a smaller model when memory is too small (F17)", async () => {
  await using page = await show(
    { code: "out_of_memory" },
    {
      responder: { ...gemma, model: big.name },
      models: [big, small, qwen, { ...big, name: "huge:400b", sizeBytes: 200e9 }],
      loaded: [qwen.name],
    },
  );
  await screen.findByRole("button", { name: "Use 4K tokens of context" });
  expect(page.names()).toEqual([
    "Use 4K tokens of context",
    "Unload qwen3:8b",
    "Answer with qwen3:8b",
    "Answer with gemma3:4b",
    "Retry",
  ]);
  await page.press("Unload qwen3:8b");
  await waitFor(() => expect(page.retries()).toBe(1));
  expect(page.server.bodies("POST /api/llm/ollama/unload")).toEqual([{ model: "qwen3:8b" }]);
});

test("offers a larger window if the model has one, or a new chat, when the prompt is too long", async () => {
  await using page = await show({ code: "context_overflow" }, { responder: { ...gemma, model: qwen.name } });
  expect((await screen.findByRole("link", { name: "Start a new chat" })).getAttribute("href")).toBe("/chat");
  await page.press("Use 16K tokens of context");
  await waitFor(() => expect(page.retries()).toBe(1));
  expect(page.server.bodies("PUT /api/llm/models/settings")).toEqual([
    { provider: "ollama", model: "qwen3:8b", contextTokens: 16_384 },
  ]);
});

const tooSmall = (remedy: WindowRemedy) =>
  ({
    code: "context_overflow",
    smallWindow: { contextTokens: 512, instructionTokens: 577, wantedTokens: 8_192, remedy },
  }) as const;

describe("when the window is too small for the instructions", () => {
  test.each([
    ["llamacpp", "Start llama.cpp with -c 8192.", ["Retry"]],
    ["vllm", "Start vLLM with --max-model-len 8192.", ["Retry"]],
    ["lmstudio", "Load the model in LM Studio with a context length of 8192.", ["Retry"]],
    ["server", "Start the server with a context of 8192 tokens.", ["Retry"]],
  ] as const)("names the number to set, and offers only what helps: %s", async (remedy, text, names) => {
    await using page = await show(tooSmall(remedy));
    const start = "The server gives gemma3:12b only 512 tokens; Blossom's instructions alone take about 580.";
    expect(await screen.findByText(`${start} ${text}`)).toBeTruthy();
    expect(page.names()).toEqual([...names]);
    expect(screen.queryByRole("link")).toBeNull();
  });

  test("enlarges the window where Blossom sets it", async () => {
    await using page = await show(tooSmall("settings"), { responder: { ...gemma, model: qwen.name } });
    await page.press("Use 16K tokens of context");
    expect(screen.queryByRole("link", { name: "Start a new chat" })).toBeNull();
  });

  test("offers other models for a model that has no more", async () => {
    await using page = await show(tooSmall("model"));
    await screen.findByRole("button", { name: "Answer with qwen3:8b" });
    expect(page.names()).toContain("Answer with qwen3:8b");
  });
});

test("offers the address of the host when nothing answers inside a container (F1)", async () => {
  const url = "http://host.docker.internal:11434";
  const away = { available: false, models: [], error: { code: "connect", message: "", hint: url } };
  await using page = await show(
    { code: "connect", hint: "ollama serve" },
    { faults: { "POST /api/llm/ollama/status": () => Response.json(away) } },
  );
  expect(screen.getByText("ollama serve")).toBeTruthy();
  await page.press(`Use ${url}`);
  await waitFor(() => expect(page.retries()).toBe(1));
  expect(page.saved()).toEqual([{ provider: "ollama", baseUrl: url }]);
});

describe("when a server asks for a pause (F16)", () => {
  const paused = (retryAfterMs: number, since = Date.now()) =>
    ({ code: "rate_limited", retryAfterMs, retryAt: since + retryAfterMs }) as const;

  test("disables Retry until the pause is over", async () => {
    await using page = await show(paused(34_000));
    const button = await screen.findByRole<HTMLButtonElement>("button", { name: /^Retry in 3[34] sec$/ });
    expect(button.disabled).toBe(true);
    await page.user.click(button);
    expect(page.retries()).toBe(0);
  });

  test("enables Retry when the pause is over", async () => {
    await using page = await show(paused(300));
    await page.press("Retry");
    expect(page.retries()).toBe(1);
  });

  test("does not wait after a reload for a pause that is long over", async () => {
    await using page = await show(paused(34_000, Date.now() - 60_000));
    await page.press("Retry");
    expect(page.retries()).toBe(1);
  });

  test("says that there were too many requests, and leaves the time to the button", async () => {
    await using _page = await show(paused(15_000));
    expect(screen.getByText("Too many requests to 127.0.0.1:11434.")).toBeTruthy();
    expect(await screen.findByRole("button", { name: /^Retry in 1[45] sec/ })).toBeTruthy();
  });

  test("says to try again in a moment when the server named no time", async () => {
    await using _page = await show({ code: "rate_limited" });
    expect(screen.getByText("Too many requests to 127.0.0.1:11434. Try again in a moment.")).toBeTruthy();
  });

  test("counts minutes when the pause takes minutes", async () => {
    await using _page = await show(paused(600_000));
    expect(await screen.findByRole("button", { name: "Retry in 10 min" })).toBeTruthy();
  });
});

test.each([
  ["only_thoughts", "The model spent all its time thinking and gave no answer."],
  [
    "endless_thoughts",
    "The model kept thinking without answering, so Blossom stopped it. Try again, or choose another model.",
  ],
  ["limit", "The model reached its length limit before the answer began."],
  ["repeats", "The model kept repeating itself, so Blossom stopped it."],
  ["unusable", "Blossom couldn't use the model's answer."],
  [undefined, "The answer of gemma3:12b can't be used. Try again, or choose another model."],
] as const)("says why an answer is empty, and nothing else: %s (F9)", async (reason, words) => {
  await using _page = await show({ code: "invalid_output", ...(reason && { reason }) });
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.queryAllByText(/can't be used/)).toHaveLength(reason ? 0 : 1);
});

test("links to the sign-in, and does not ask for a key, when a model wants a sign-in", async () => {
  await using _page = await show({ code: "auth", reason: "sign_in", hint: "https://ollama.com/connect?name=box" });
  expect(screen.getByText("Sign in to Ollama to use gemma3:12b, then retry.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "ollama.com/connect?name=box" })).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Open Settings" })).toBeNull();
});

test("gives the command for the sign-in when the server sends no link", async () => {
  await using _page = await show({ code: "auth", reason: "sign_in", hint: "ollama signin" });
  expect(screen.getByText("Sign in to Ollama to use gemma3:12b, then retry.")).toBeTruthy();
  expect(screen.getByText("ollama signin")).toBeTruthy();
});

test("does not treat a picture without text as a failure, and offers another try", async () => {
  await using page = await show({ code: "no_text" });
  expect(screen.getByText("No readable text found in this picture.")).toBeTruthy();
  expect(document.querySelector("[data-note]")?.hasAttribute("data-calm")).toBe(true);
  expect(page.names()).toEqual(["Try again"]);
});

describe("without a model", () => {
  test.each(["no_model", "no_key"] as const)("offers no Retry, which could not help: %s", async (code) => {
    await using page = await show({ code }, { provider: null });
    expect(await screen.findByRole("link", { name: "Set up a model" })).toBeTruthy();
    await waitFor(() => expect(page.server.requests.map(({ route }) => route)).toContain("GET /api/status"));
    expect(screen.queryByRole("button", { name: "Retry" })).toBeNull();
  });

  test("offers Retry once a model is set up", async () => {
    await using page = await show({ code: "no_model" });
    await page.press("Retry");
    expect(page.retries()).toBe(1);
    expect(screen.queryByRole("link", { name: "Set up a model" })).toBeNull();
  });
});
