import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useServices, useSession } from "@/app/services.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { PlainPage } from "@/ui/plain-page.tsx";
import { CredentialsForm } from "./credentials-form.tsx";
import { MailMe } from "./mail-me.tsx";

const route = getRouteApi("/sign-in");

const WORDS = {
  password: { title: "Sign in", lead: "See where your meetings were logged." },
  link: { title: "Sign in by e-mail", lead: "No password needed: we send you a link that signs you in." },
  reset: { title: "Forgot your password?", lead: "We send you a link to choose a new one with." },
};

const OTHER_WAYS = [
  { with: undefined, words: "Sign in with your password" },
  { with: "link", words: "Send me a sign-in link" },
  { with: "reset", words: "Forgot your password?" },
] as const;

export const SignInPage = () => {
  const { database } = useServices();
  const session = useSession();
  const { with: way, next } = route.useSearch();
  // One address for all ways: whoever changes their mind does not type it again.
  const [email, setEmail] = useState("");
  const { title, lead } = WORDS[way ?? "password"];
  const form = useRef<HTMLDivElement>(null);
  const shown = useRef(way);
  useEffect(() => {
    // The link that was followed is gone, and the focus with it.
    if (shown.current !== way) form.current?.querySelector("input")?.focus();
    shown.current = way;
  }, [way]);
  return (
    <PlainPage>
      <PageHeading title={title} />
      <p className="mt-1 mb-6 text-muted">{lead}</p>
      {session.kind === "signedOut" && session.why === "ended" && (
        <div className="mb-4">
          <Notice tone="info">Your session has ended. Sign in to go on where you were.</Notice>
        </div>
      )}
      <div ref={form}>
        {way === undefined ? (
          <CredentialsForm
            purpose="sign-in"
            submitLabel="Sign in"
            email={email}
            onEmail={setEmail}
            onSubmit={async (credentials) => (await database.auth.signInWithPassword(credentials)).error}
          />
        ) : (
          <MailMe key={way} purpose={way} email={email} next={next} onEmail={setEmail} />
        )}
      </div>
      <ul className="mt-5 flex flex-wrap gap-x-5 gap-y-2 text-sm">
        {OTHER_WAYS.filter((other) => other.with !== way).map((other) => (
          <li key={other.words}>
            <Link
              to="/sign-in"
              search={{ ...(other.with && { with: other.with }), ...(next !== undefined && { next }) }}
              className="text-link font-medium"
            >
              {other.words}
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-6 border-t border-line pt-5 text-sm text-muted">
        New to Debrief?{" "}
        <Link to="/sign-up" search={next === undefined ? {} : { next }} className="text-link font-medium">
          Create an account
        </Link>
      </p>
    </PlainPage>
  );
};
