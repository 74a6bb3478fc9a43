import { getRouteApi, Link, Navigate, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useServices, useSession } from "@/app/services.tsx";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { PlainPage } from "@/ui/plain-page.tsx";
import { takeAwaitedPath } from "./awaited-path.ts";
import { useAttempt } from "./use-attempt.ts";

const route = getRouteApi("/auth/confirm");

const NEW_ACCOUNT = {
  title: "Confirm your e-mail address",
  lead: "One click, and your account is ready.",
  action: "Confirm",
};
const SIGN_IN = { title: "Sign in", lead: "Your link has brought you here.", action: "Sign in" };
const WORDS = {
  magiclink: SIGN_IN,
  email: SIGN_IN,
  recovery: { title: "Choose a new password", lead: "Your link has brought you here.", action: "Go on" },
  signup: NEW_ACCOUNT,
  invite: NEW_ACCOUNT,
};

const Broken = ({ words }: { words: string }) => (
  <>
    <PageHeading title="This link does not work" />
    <div className="mt-4">
      <Notice tone="bad">{words}</Notice>
    </div>
    <ul className="mt-6 grid gap-2 text-sm">
      <li>
        <Link to="/sign-in" search={{ with: "link" }} className="text-link font-medium">
          Have a new sign-in link sent
        </Link>
      </li>
      <li>
        <Link to="/sign-in" search={{ with: "reset" }} className="text-link font-medium">
          Choose a new password
        </Link>
      </li>
      <li>
        <Link to="/sign-in" className="text-link font-medium">
          Sign in with your password
        </Link>
      </li>
    </ul>
  </>
);

const EXPIRED = "The link was used already, or is older than an hour. Ask for a new one.";
const REFUSED = "The server did not take the link. Ask for a new one.";
const NOT_WHOLE = "The link is not whole. Copy all of it from the message, or ask for a new one.";

/** Redeems a link from a message by a click: programs that look into mails for people open links, and must not use them up. */
const Redeem = ({ type, tokenHash }: { type: keyof typeof WORDS; tokenHash: string }) => {
  const { auth } = useServices().database;
  const router = useRouter();
  const { attempt, busy, problem } = useAttempt();
  const { title, lead, action } = WORDS[type];
  const redeem = async () => {
    const isIn = await attempt(async () => (await auth.verifyOtp({ type, token_hash: tokenHash })).error);
    if (!isIn) return;
    await router.navigate({ href: type === "recovery" ? "/reset-password" : takeAwaitedPath(), replace: true });
  };
  if (problem !== null) return <Broken words={problem} />;
  return (
    <>
      <PageHeading title={title} />
      <p className="mt-1 mb-6 text-muted">{lead}</p>
      <Button className="w-full" busy={busy} onClick={() => void redeem()}>
        {busy ? "One moment…" : action}
      </Button>
    </>
  );
};

/** Where the links in messages lead. Servers that redeem them by themselves lead here with the session, or with what went wrong. */
export const ConfirmPage = () => {
  const { type, token_hash: tokenHash, problem } = route.useSearch();
  const session = useSession();
  const [awaited] = useState(() => (tokenHash === undefined && problem === undefined ? takeAwaitedPath() : null));
  if (awaited !== null && session.kind === "signedIn") return <Navigate to={awaited} replace />;
  return (
    <PlainPage>
      {problem !== undefined ? (
        <Broken words={problem === "expired" ? EXPIRED : REFUSED} />
      ) : type !== undefined && tokenHash !== undefined ? (
        <Redeem type={type} tokenHash={tokenHash} />
      ) : (
        <Broken words={NOT_WHOLE} />
      )}
    </PlainPage>
  );
};
