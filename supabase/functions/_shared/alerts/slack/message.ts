import { type AlertMessage, alertText } from "../alert.ts";

interface PlainText {
  type: "plain_text";
  text: string;
  emoji: false;
}

interface Mrkdwn {
  type: "mrkdwn";
  text: string;
  verbatim: true;
}

type SlackBlock =
  | { type: "header"; text: PlainText }
  | { type: "section"; text: Mrkdwn }
  | { type: "context"; elements: Mrkdwn[] };

/** The body of an incoming webhook's call. */
export interface SlackMessage {
  /** What a notification shows, and a client that shows no blocks. */
  text: string;
  blocks: SlackBlock[];
  /** Slack must not visit the link. */
  unfurl_links: false;
  unfurl_media: false;
}

/** An alert as Slack shows it. A link and no button: a button asks for an app that Slack can call back. */
export const slackMessage = (message: AlertMessage): SlackMessage => {
  const { headline, nextStep } = alertText(message);
  const link = slackLink(message.url, "Open Debrief");
  const context = [
    escapeMrkdwn(shortName(message.workspaceName)),
    message.kind === "test" ? "" : `since ${slackDate(message.since)}`,
  ].filter((part) => part !== "");
  return {
    text: `${headline}. ${nextStep}`,
    blocks: [
      { type: "header", text: { type: "plain_text", text: headline, emoji: false } },
      { type: "section", text: mrkdwn(link === null ? nextStep : `${nextStep}\n${link}`) },
      // Slack refuses a text without characters.
      ...(context.length === 0 ? [] : [{ type: "context" as const, elements: [mrkdwn(context.join(" · "))] }]),
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
};

// Verbatim: neither an address nor a name in the text becomes a link or a mention.
const mrkdwn = (text: string): Mrkdwn => ({ type: "mrkdwn", text, verbatim: true });

/** The three characters that Slack reads as control (docs.slack.dev/messaging/formatting-message-text). */
const escapeMrkdwn = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** One line of at most 80 characters, without controls and marks that turn the text around. */
const shortName = (name: string): string => {
  const line = name
    .slice(0, 1_000)
    .toWellFormed()
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .trim();
  const characters = [...line];
  return characters.length <= 80 ? line : `${characters.slice(0, 79).join("")}…`;
};

/** `url` comes from our settings; anything but http(s) is left out rather than shown. */
const slackLink = (url: string | null, label: string): string | null => {
  const parsed = url === null ? null : URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null;
  return `<${escapeMrkdwn(parsed.href.replaceAll("|", "%7C"))}|${label}>`;
};

/** In the reader's own time zone; after the bar what is shown where that is not possible. */
const slackDate = (date: Date): string => {
  const utc = date.toISOString().slice(0, 16).replace("T", " ");
  return `<!date^${Math.floor(date.getTime() / 1000)}^{date_short_pretty}, {time}|${utc} UTC>`;
};
