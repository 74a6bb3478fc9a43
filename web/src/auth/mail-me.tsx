import { Form } from "@base-ui/react/form";
import { isAuthApiError } from "@supabase/supabase-js";
import { useState } from "react";
import { useServices } from "@/app/services.tsx";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { awaitPath } from "./awaited-path.ts";
import { EmailField } from "./email-field.tsx";
import { MailboxHint } from "./mailbox-hint.tsx";
import { useAttempt } from "./use-attempt.ts";

/** Nobody is told which addresses have an account: for those that have none the answer is the same. */
const saysNobody = (error: unknown): boolean =>
  isAuthApiError(error) && (error.code === "otp_disabled" || error.code === "user_not_found");

/** Has a link sent: to sign in with, or to set a new password with. */
export const MailMe = ({ purpose, email, next, onEmail }: MailMeProps) => {
  const { auth } = useServices().database;
  const { attempt, busy, problem } = useAttempt();
  const [sentTo, setSentTo] = useState<string | null>(null);

  const send = async (typed: string) => {
    const address = typed.trim();
    awaitPath(purpose === "link" ? next : undefined);
    const { origin } = window.location;
    const sent = await attempt(async () => {
      const { error } =
        purpose === "link"
          ? await auth.signInWithOtp({
              email: address,
              options: { shouldCreateUser: false, emailRedirectTo: `${origin}/auth/confirm` },
            })
          : await auth.resetPasswordForEmail(address, { redirectTo: `${origin}/reset-password` });
      return saysNobody(error) ? null : error;
    });
    if (sent) setSentTo(address);
  };

  return (
    <Form<{ email: string }> className="grid gap-4" onFormSubmit={(values) => void send(values.email)}>
      {problem && <Notice tone="bad">{problem}</Notice>}
      {sentTo !== null && (
        <div>
          <Notice tone="good">
            If there is an account for <bdi className="font-semibold">{sentTo}</bdi>, a message with a link is on its
            way. The link works once, for an hour. Nothing there after some minutes? Look among the unwanted messages.
          </Notice>
          <MailboxHint />
        </div>
      )}
      <EmailField autoComplete="username" initial={email} onChange={onEmail} />
      <Button type="submit" busy={busy} look={sentTo === null ? "primary" : "secondary"} className="mt-1 w-full">
        {busy ? "One moment…" : sentTo === null ? "Send me a link" : "Send it again"}
      </Button>
    </Form>
  );
};

interface MailMeProps {
  purpose: "link" | "reset";
  email: string;
  /** Where to go after signing in by the link. */
  next: string | undefined;
  onEmail: (email: string) => void;
}
