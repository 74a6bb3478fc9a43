import { Hono } from "hono";
import { html } from "hono/html";
import { onlyJson } from "../shared/only-json.ts";
import { pageHeaders, simulatorPage } from "../shared/page.ts";
import { type Mail, type Mailbox, openMailbox } from "./store.ts";

interface MailSimulatorOptions {
  /** A file that keeps the messages beyond the process; without it they are in memory only. */
  journalPath?: string;
  now?: () => Date;
}

/**
 * The mailbox of everybody: what the stack sends by e-mail is put into it and goes nowhere. Its page is at `/`; a test reads and
 * empties it at `/simulator/mails`.
 */
export const createMailSimulator = ({ journalPath, now = () => new Date() }: MailSimulatorOptions = {}): {
  app: Hono;
  send: Mailbox["send"];
} => {
  const mailbox = openMailbox(now, journalPath);
  const app = new Hono();
  app.use("/simulator/*", onlyJson);
  app.get("/simulator/mails", (c) => c.json({ mails: mailbox.mails() }));
  app.delete("/simulator/mails", (c) => {
    mailbox.clear();
    return c.json({ mails: [] });
  });
  app.use("/", pageHeaders);
  app.get("/", (c) => c.html(mailsPage(mailbox.mails())));
  return { app, send: mailbox.send };
};

const mailsPage = (mails: readonly Mail[]) =>
  simulatorPage(
    "mailbox",
    "Messages",
    html`<h2>${mails.length === 1 ? "1 message" : `${mails.length || "No"} messages`}</h2>
      ${
        mails.length === 0
          ? html`<p>
              What Debrief sends by e-mail, to whomever, shows here: sign-in links, and links to set a new password.
            </p>`
          : ""
      }
      ${mails.toReversed().map(
        ({ to, subject, text, links, sentAt }) =>
          html`<article>
            <h3>${subject}</h3>
            <p class="quiet">
              To ${to}, <time datetime="${sentAt}">${sentAt.slice(0, 19).replace("T", " ")} UTC</time>
            </p>
            <div class="content">
              ${text.split("\n").map((line) => html`<p>${line}</p>`)}
              ${links.map(({ words, href }) => html`<p><a href="${href}" rel="noreferrer">${words}</a></p>`)}
            </div>
          </article>`,
      )}`,
  );
