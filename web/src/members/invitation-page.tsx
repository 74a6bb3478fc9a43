import { getRouteApi, Link } from "@tanstack/react-router";
import { useSession } from "@/app/services.tsx";
import { Button, buttonStyle } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { PlainPage } from "@/ui/plain-page.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { asRole } from "./invitation-words.ts";
import { Join } from "./join.tsx";
import { type SeenInvitation, useInvitation } from "./use-invitation.ts";

const route = getRouteApi("/invitation");

const Invited = ({ token, invitation }: { token: string; invitation: SeenInvitation }) => {
  const session = useSession();
  const { workspaceName, email, role } = invitation;
  const next = `/invitation?${new URLSearchParams({ token })}`;
  return (
    <>
      <p className="mt-1 mb-6 text-muted">
        <bdi className="font-semibold wrap-anywhere text-ink">{workspaceName}</bdi> invites you to join as{" "}
        {asRole(role)}. The invitation is for <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi>.
      </p>
      {session.kind === "signedIn" ? (
        <Join token={token} email={session.email} workspaceName={workspaceName} />
      ) : (
        <div className="grid gap-3">
          <Link to="/sign-up" search={{ next }} className={buttonStyle({ className: "w-full" })}>
            Create an account
          </Link>
          <Link to="/sign-in" search={{ next }} className={buttonStyle({ look: "secondary", className: "w-full" })}>
            I have an account
          </Link>
        </div>
      )}
    </>
  );
};

const Looked = ({ token }: { token: string }) => {
  const { invitation, failure, isKnown, isFetching, lookAgain } = useInvitation(token);
  if (!isKnown) {
    return (
      <div role="status" className="mt-3 grid gap-3">
        <span className="sr-only">Looking at the invitation…</span>
        <Skeleton />
        <Skeleton className="w-2/3" />
      </div>
    );
  }
  if (invitation) return <Invited token={token} invitation={invitation} />;
  const isOver = failure?.code === "not_open";
  return (
    <div className="mt-4 grid gap-5">
      <Notice tone={isOver ? "warn" : "bad"}>{failure?.message}</Notice>
      {isOver ? (
        <Link to="/" className={buttonStyle({ look: "secondary", className: "w-full" })}>
          Go to Debrief
        </Link>
      ) : (
        <Button look="secondary" busy={isFetching} onClick={lookAgain}>
          Try again
        </Button>
      )}
    </div>
  );
};

/** Where the link of an invitation leads, whether one has an account or not. */
export const InvitationPage = () => {
  const { token } = route.useSearch();
  return (
    <PlainPage>
      <PageHeading title="Invitation" />
      {token === undefined ? (
        <div className="mt-4">
          <Notice tone="warn">This link is not whole. Copy all of it, or ask for a new one.</Notice>
        </div>
      ) : (
        <Looked token={token} />
      )}
    </PlainPage>
  );
};
