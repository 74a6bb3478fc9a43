/** Where deliveries of this environment go; `query` names the integration, as a hint, or carries a token, as proof. */
export const webhookUrl = (functionsUrl: string, query: Record<string, string>): string =>
  `${functionsUrl}/fathom-webhook?${new URLSearchParams(query).toString()}`;

const privateHost =
  /^(?:localhost|.*\.(?:localhost|local|internal)|\[.*\]|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.\d+\.\d+|0\.0\.0\.0|[^.]+)$/;

/** Whether somebody on the internet could call it: a name or address of this machine or its network cannot be. */
export const isPublic = (url: string): boolean => !privateHost.test(new URL(url).hostname);
