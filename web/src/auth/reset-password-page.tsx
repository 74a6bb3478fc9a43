import { Form } from "@base-ui/react/form";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useServices, useSession } from "@/app/services.tsx";
import { Button, buttonStyle } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { PlainPage } from "@/ui/plain-page.tsx";
import { PasswordField } from "./password-field.tsx";
import { useAttempt } from "./use-attempt.ts";

const NewPassword = ({ email, onDone }: { email: string; onDone: () => void }) => {
  const { auth } = useServices().database;
  const { attempt, busy, problem } = useAttempt();
  const save = async (password: string) => {
    const isSaved = await attempt(async () => (await auth.updateUser({ password })).error);
    if (!isSaved) return;
    // Whoever knew the old one is signed out everywhere else.
    await auth.signOut({ scope: "others" });
    onDone();
  };
  return (
    <>
      <p className="mt-1 mb-6 text-muted">
        For <bdi className="font-medium text-ink">{email}</bdi>
      </p>
      <Form<{ password: string }> className="grid gap-4" onFormSubmit={({ password }) => void save(password)}>
        {problem && <Notice tone="bad">{problem}</Notice>}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <PasswordField label="New password" isNew />
        <Button type="submit" busy={busy} className="mt-1 w-full">
          {busy ? "One moment…" : "Save the new password"}
        </Button>
      </Form>
    </>
  );
};

/** Sets a new password for who is signed in, by the link that was sent to them. */
export const ResetPasswordPage = () => {
  const session = useSession();
  const [isDone, setDone] = useState(false);
  return (
    <PlainPage>
      <PageHeading title={isDone ? "Your password is changed" : "Choose a new password"} />
      {isDone ? (
        <>
          <div className="mt-4 mb-6">
            <Notice tone="good">Saved. You are signed in here, and signed out on every other device.</Notice>
          </div>
          <Link to="/" className={buttonStyle({ className: "w-full" })}>
            Go on to Debrief
          </Link>
        </>
      ) : session.kind === "signedIn" ? (
        <NewPassword email={session.email} onDone={() => setDone(true)} />
      ) : (
        <>
          <p className="mt-1 mb-6 text-muted">Open the link in the message that we sent you: it brings you here.</p>
          <Link to="/sign-in" search={{ with: "reset" }} className={buttonStyle({ className: "w-full" })}>
            Have a new link sent
          </Link>
        </>
      )}
    </PlainPage>
  );
};
