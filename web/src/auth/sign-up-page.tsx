import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useServices } from "@/app/services.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { PlainPage } from "@/ui/plain-page.tsx";
import { awaitPath } from "./awaited-path.ts";
import { type Credentials, CredentialsForm } from "./credentials-form.tsx";
import { MailboxHint } from "./mailbox-hint.tsx";

const route = getRouteApi("/sign-up");

export const SignUpPage = () => {
  const { database } = useServices();
  const search = route.useSearch();
  const [confirming, setConfirming] = useState<string | null>(null);

  const signUp = async ({ email, password }: Credentials) => {
    const options = { emailRedirectTo: `${window.location.origin}/auth/confirm` };
    const { data, error } = await database.auth.signUp({ email, password, options });
    if (error || data.session) return error;
    // Where addresses are confirmed, nobody is told here whether one has an account already.
    awaitPath(search.next);
    setConfirming(email);
    return null;
  };

  return (
    <PlainPage>
      <PageHeading title="Create your account" />
      {confirming ? (
        <div className="mt-4">
          <Notice tone="good">
            Check your e-mail: a link is on its way to <bdi className="font-semibold">{confirming}</bdi>. Open it to
            confirm your address. Nothing there? You may have an account with this address already: sign in, or have a
            new password set.
          </Notice>
          <MailboxHint />
        </div>
      ) : (
        <>
          <p className="mt-1 mb-6 text-muted">
            {search.next?.startsWith("/invitation")
              ? "Use the e-mail address that your invitation is for."
              : "You get a workspace of your own; colleagues can join later."}
          </p>
          <CredentialsForm purpose="sign-up" submitLabel="Create account" onSubmit={signUp} />
        </>
      )}
      <p className="mt-6 text-sm text-muted">
        Have an account already?{" "}
        <Link to="/sign-in" search={search} className="text-link font-medium">
          Sign in
        </Link>
      </p>
    </PlainPage>
  );
};
