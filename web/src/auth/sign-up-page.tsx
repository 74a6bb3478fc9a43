import { AuthApiError } from "@supabase/supabase-js";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useServices } from "@/app/services.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { PlainPage } from "@/ui/plain-page.tsx";
import { type Credentials, CredentialsForm } from "./credentials-form.tsx";

const route = getRouteApi("/sign-up");

export const SignUpPage = () => {
  const { database } = useServices();
  const search = route.useSearch();
  const [confirming, setConfirming] = useState<string | null>(null);

  const signUp = async ({ email, password }: Credentials) => {
    const options = { emailRedirectTo: window.location.origin };
    const { data, error } = await database.auth.signUp({ email, password, options });
    if (error || data.session) return error;
    // Where addresses are confirmed, an address that is taken comes back as a user without identities.
    if (data.user?.identities?.length === 0) return new AuthApiError("taken", 422, "user_already_exists");
    setConfirming(email);
    return null;
  };

  return (
    <PlainPage>
      <PageHeading title="Create your account" />
      {confirming ? (
        <div className="mt-4">
          <Notice tone="good">
            Check your e-mail: we sent a link to <strong className="font-semibold">{confirming}</strong>. Open it to
            confirm your address, then sign in.
          </Notice>
        </div>
      ) : (
        <>
          <p className="mt-1 mb-6 text-muted">You get a workspace of your own; colleagues can join later.</p>
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
