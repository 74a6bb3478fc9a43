import { randomBytes } from "node:crypto";

/** The incoming webhooks of one team: each a path that is a secret. */
export const createWebhooks = (team: string, token: string) => {
  const paths = new Set<string>();
  const add = (webhook: string, secret: string): string => {
    const path = `/services/${team}/${webhook}/${secret}`;
    paths.add(path);
    return `https://hooks.slack.com${path}`;
  };
  return {
    /** The one that is there from the start, as Slack shows it to the person who made it. */
    first: add("BDEBRIEFDEMO", token),
    has: (path: string): boolean => paths.has(path),
    /** Another one, until the process ends. */
    add: (): string => add(`B${randomBytes(5).toString("hex").toUpperCase()}`, randomBytes(12).toString("hex")),
  };
};

export type Webhooks = ReturnType<typeof createWebhooks>;
