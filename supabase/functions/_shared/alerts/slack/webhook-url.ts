const address = /^https:\/\/hooks\.slack\.com(\/.*)$/i;
const path = /^\/services\/(T[A-Z0-9]{7,19})\/B[A-Z0-9]{7,19}\/[A-Za-z0-9]{16,64}$/;

/**
 * The address of a Slack incoming webhook out of what a person pastes, or null for anything else: scheme and host are ours,
 * never what was typed, so that no input can choose where an alert goes. It holds a secret.
 */
export const parseSlackWebhookUrl = (text: string): string | null => {
  const typed = text.trim();
  if (typed.length > 300) return null;
  const pathTyped = address.exec(typed)?.[1] ?? "";
  return path.test(pathTyped) ? `https://hooks.slack.com${pathTyped}` : null;
};

/** The two parts of an address that `parseSlackWebhookUrl` gave which decide where it is sent; null for any other text. */
export const slackWebhookParts = (url: string): { team: string; path: string } | null => {
  if (parseSlackWebhookUrl(url) !== url) return null;
  const { pathname } = new URL(url);
  return { team: path.exec(pathname)?.[1] ?? "", path: pathname };
};
