import type { IncomingMessage } from "node:http";

/** A proxy in front of a server: its own answer to a request, or null to forward the request. */
export type Front = (request: {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  text: string;
}) => { status: number; body: string; headers?: Record<string, string> } | null;

/** The exact error pages of nginx 1.22, as in Debian. */
const page = (title: string, more = "") =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n${more}<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n`;
const always =
  (status: number, title: string, more?: string, headers = {}): Front =>
  () => ({
    status,
    body: page(title, more),
    headers: { server: "nginx/1.22.1", "content-type": "text/html", ...headers },
  });

/** The answer if no server listens behind the proxy. */
export const badGateway = always(502, "502 Bad Gateway");
export const gatewayTimeout = always(504, "504 Gateway Time-out");

/** The answer to http:// on a port for TLS. */
export const wantsHttps = always(
  400,
  "400 The plain HTTP request was sent to HTTPS port",
  "<center>The plain HTTP request was sent to HTTPS port</center>\r\n",
);

export const movedTo = (location: string): Front => always(301, "301 Moved Permanently", "", { location });

/** `client_max_body_size` */
export const bodyLimit =
  (bytes: number): Front =>
  (request) =>
    Buffer.byteLength(request.text) > bytes ? always(413, "413 Request Entity Too Large")(request) : null;

/** `auth_basic "models"` */
export const basicAuth =
  (name: string, password: string): Front =>
  (request) => {
    const wanted = `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
    if (request.headers.authorization === wanted) return null;
    return always(401, "401 Authorization Required", "", { "www-authenticate": 'Basic realm="models"' })(request);
  };
