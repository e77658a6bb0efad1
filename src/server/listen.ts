import type { Config } from "./config.ts";
import { exportLimits } from "./data/export-format.ts";

/** Every route has a limit of its own; that of an export is the largest. */
const maxRequestBodySize = exportLimits.fileBytes + 1_000_000;

type Answer = (request: Request, server: Server) => Response | Promise<Response>;
export type Server = Bun.Server<unknown>;

/** Throws an Error with a one-line reason if the port cannot be used. */
export function listen({ host, port, quietSeconds }: Config, fetch: Answer): Server {
  try {
    return Bun.serve({ hostname: host, port, fetch, idleTimeout: quietSeconds, maxRequestBodySize });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EADDRINUSE")
      throw new Error(`Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`);
    if (code === "EACCES")
      throw new Error(`Only an administrator may use port ${port}. Choose a higher one: PORT=3000 npm start`);
    throw error;
  }
}

/** `http://[::1]:3000` */
export const urlOf = ({ host }: Pick<Config, "host">, { port }: Server): string =>
  `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
