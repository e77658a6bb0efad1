/** `localhost`, `[::1]:11434`: what is sent there stays on this computer. */
export const isThisComputer = (host: string): boolean => /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(host);

const homeIPv4 =
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)\d+(\.\d+){1,2}$/;

/**
 * Is this host the learner's own: this computer, or a network of theirs? `127.0.0.1:11434`, `[fd00::5]:80`, `nas.local`, `ollama`,
 * and `100.64.0.0/10`, where private overlay networks live.
 */
export function isLocalHost(host: string): boolean {
  const isIPv6 = host.startsWith("[");
  if (isIPv6) return /^\[(::1|f[cd][0-9a-f]{2}:.*)\]/i.test(host);
  const name = host.replace(/:\d+$/, "").replace(/\.$/, "").toLowerCase();
  return homeIPv4.test(name) || !name.includes(".") || /\.(local|localhost|internal|lan|home)$/.test(name);
}
