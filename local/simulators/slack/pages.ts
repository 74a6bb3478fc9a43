import { Hono } from "hono";
import { html } from "hono/html";
import { pageHeaders, simulatorPage } from "../shared/page.ts";
import { mrkdwnToHtml } from "./mrkdwn.ts";
import type { Block, BlockText } from "./payload.ts";
import type { PostedMessage, Store } from "./store.ts";

/** What a person sees in the channel, the newest message first. */
export const pageRoutes = (store: Store) => {
  const app = new Hono();
  app.use(pageHeaders);
  app.get("/", (context) => context.html(messagesPage(store.messages)));
  return app;
};

const messagesPage = (messages: readonly PostedMessage[]) =>
  simulatorPage(
    "Slack",
    "Messages",
    html`<h2>${messages.length === 1 ? "1 message" : `${messages.length || "No"} messages`}</h2>
      ${messages.length === 0 ? html`<p>What is sent to a simulated webhook shows here.</p>` : ""}
      ${messages.toReversed().map(
        (message) =>
          html`<article>
            <p class="quiet">
              Message ${message.id} by ${message.webhook},
              <time datetime="${message.postedAt}">${message.postedAt.slice(0, 19).replace("T", " ")} UTC</time>
            </p>
            <div class="content">
              ${
                message.blocks.length === 0
                  ? html`<p>${mrkdwnToHtml(message.text)}</p>`
                  : message.blocks.map(blockToHtml)
              }
            </div>
          </article>`,
      )}`,
  );

const blockToHtml = (block: Block) => {
  switch (block.type) {
    case "header":
      return html`<h3>${textToHtml(block.text)}</h3>`;
    case "section":
      return [...(block.text ? [block.text] : []), ...(block.fields ?? [])].map(
        (text) => html`<p>${textToHtml(text)}</p>`,
      );
    case "context":
      return html`<p class="quiet">${block.elements.map((text) => html`${textToHtml(text)} `)}</p>`;
    case "divider":
      return html`<hr />`;
  }
};

const textToHtml = ({ type, text }: BlockText) => (type === "mrkdwn" ? mrkdwnToHtml(text) : text);
