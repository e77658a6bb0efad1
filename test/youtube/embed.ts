/** What the embed has. `error`: the code of its `onError`. `isSilent`: it never answers, as behind a content blocker. */
export type EmbedVideo = { title?: string; duration?: number; isLive?: boolean; error?: number; isSilent?: boolean };

/** YouTube's numbers. */
const states = { begun: -1, ended: 0, playing: 1, paused: 2 } as const;

export type Embed = ReturnType<typeof createEmbed>;

/**
 * YouTube's embed as the page around it knows it: JSON in messages. It answers `listening` with `initialDelivery` and `onReady`, and sends
 * `infoDelivery` with what changed. `onStateChange` and `onError` go only to a page that asked for them with `addEventListener`.
 */
export function createEmbed(send: (data: string) => void, video: EmbedVideo = {}) {
  const { title = "春の歌", duration = 60, isLive = false, error, isSilent = false } = video;
  const commands: { func: string; args: unknown[] }[] = [];
  const asked = new Set<string>();
  /** The id that the page gave itself; null: no page listens. */
  let listener: unknown = null;
  const info = {
    playerState: states.begun as number,
    currentTime: 0,
    duration,
    playbackRate: 1,
    volume: 100,
    muted: false,
    videoData: { title, isLive },
  };

  const say = (event: string, content: unknown) => {
    if (listener !== null && !isSilent) send(JSON.stringify({ event, info: content, id: listener, channel: "widget" }));
  };
  const change = (changed: Partial<typeof info>) => {
    Object.assign(info, changed);
    say("infoDelivery", changed);
    if (changed.playerState !== undefined && asked.has("onStateChange")) say("onStateChange", changed.playerState);
  };
  const run = (func: string, [first]: unknown[]) => {
    switch (func) {
      case "addEventListener":
        asked.add(String(first));
        if (first === "onError" && error !== undefined) say("onError", error);
        return;
      case "playVideo":
        return error === undefined ? change({ playerState: states.playing }) : undefined;
      case "pauseVideo":
        return change({ playerState: states.paused, currentTime: info.currentTime });
      case "seekTo":
        return change({ currentTime: Number(first) });
      case "setPlaybackRate":
        return change({ playbackRate: Number(first) });
      case "setVolume":
        return change({ volume: Number(first) });
      case "mute":
      case "unMute":
        return change({ muted: func === "mute" });
    }
  };

  return {
    info,
    /** What the page asked it to do, without what it asked to hear. */
    commands: () => commands.filter(({ func }) => func !== "addEventListener"),
    hear(data: unknown) {
      const message = JSON.parse(String(data)) as { event: string; id?: unknown; func: string; args: unknown[] };
      if (message.event === "listening" && listener === null) {
        listener = message.id;
        say("initialDelivery", info);
        say("onReady", null);
      }
      if (message.event !== "command") return;
      commands.push({ func: message.func, args: message.args });
      run(message.func, message.args);
    },
    /** The video has got to this time. */
    at: (time: number) => change({ currentTime: time }),
    /** The viewer presses a button of the embed itself. */
    press: (button: "play" | "pause") => run(`${button}Video`, []),
  };
}
