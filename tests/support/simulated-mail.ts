import * as z from "zod";
import { callSimulator } from "./call-simulator.ts";
import { theStack } from "./the-stack.ts";

const mailsSchema = z.object({
  mails: z.array(
    z.object({
      to: z.string(),
      subject: z.string(),
      links: z.array(z.object({ words: z.string(), href: z.string() })),
    }),
  ),
});

/** What was sent to an address, the newest last. */
export const mailsTo = async (email: string) => {
  const { mails } = mailsSchema.parse(await callSimulator(theStack().mailUrl, "GET", "/mails"));
  return mails.filter(({ to }) => to === email);
};

/** Where the link of the newest message to an address leads. */
export const linkTo = async (email: string): Promise<URL> => {
  const mails = await mailsTo(email);
  const href = mails.at(-1)?.links[0]?.href;
  if (href === undefined) throw new Error(`no link was sent to ${email}`);
  return new URL(href);
};
