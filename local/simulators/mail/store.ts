import { openJournal } from "../shared/journal.ts";
import { type ReadableMail, readHtml } from "./read-html.ts";

/** A message that was sent, as it lies in the mailbox. */
export interface Mail extends ReadableMail {
  id: number;
  to: string;
  subject: string;
  /** ISO 8601, UTC. */
  sentAt: string;
}

/** What is handed over to be sent. */
export interface OutgoingMail {
  to: string;
  subject: string;
  html?: string | undefined;
  text?: string | undefined;
}

const kept = 200;

/** The newest messages, the oldest first, in memory and, if asked for, in a journal that outlives the process. */
export const openMailbox = (now: () => Date, journalPath?: string) => {
  let mails: Mail[] = [];
  const keep = (mail: Mail): void => {
    mails = [...mails, mail].slice(-kept);
  };
  const journal = journalPath === undefined ? null : openJournal<Mail>(journalPath, keep);
  return {
    mails: (): readonly Mail[] => mails,
    send({ to, subject, html, text }: OutgoingMail): void {
      const readable = html === undefined ? { text: text ?? "", links: [] } : readHtml(html);
      const mail = { id: (mails.at(-1)?.id ?? 0) + 1, to, subject, ...readable, sentAt: now().toISOString() };
      journal?.append(mail);
      keep(mail);
    },
    clear(): void {
      journal?.clear();
      mails = [];
    },
  };
};

export type Mailbox = ReturnType<typeof openMailbox>;
