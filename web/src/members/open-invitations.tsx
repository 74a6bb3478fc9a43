import { useState } from "react";
import * as z from "zod/mini";
import { ConfirmDialog } from "@/api/confirm-dialog.tsx";
import { useApi } from "@/api/use-api.ts";
import { Badge } from "@/ui/badge.tsx";
import { Button } from "@/ui/button.tsx";
import { Moment } from "@/ui/moment.tsx";
import { roleName } from "@/workspace/roles.ts";
import { InvitationLink } from "./invitation-link.tsx";
import type { OpenInvitation } from "./list-people.ts";
import { MEMBERS, useInvitations } from "./use-people.ts";

const madeSchema = z.object({ token: z.string(), email: z.string() });

const Row = ({ workspaceId, invitation }: { workspaceId: string; invitation: OpenInvitation }) => {
  const { id, email, role, expires_at } = invitation;
  const { send, busy, problem, answer } = useApi(madeSchema, MEMBERS);
  const [showsLink, setShowsLink] = useState(false);
  const [asks, setAsks] = useState(false);
  const isOld = new Date(expires_at) <= new Date();
  const renew = async () => setShowsLink(await send("invitations", { workspaceId, email, role }));
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 last:pb-0">
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">
          <bdi>{email}</bdi>
        </p>
        <p className="text-sm text-muted">
          {roleName(role)},{" "}
          {isOld ? (
            "the link is too old"
          ) : (
            <>
              open until <Moment iso={expires_at} within />
            </>
          )}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {isOld && <Badge tone="warn">Expired</Badge>}
        <Button
          look="secondary"
          size="small"
          busy={busy}
          aria-label={`New link for ${email}`}
          onClick={() => void renew()}
        >
          New link
        </Button>
        <Button
          look="secondary"
          size="small"
          aria-label={`Take back the invitation of ${email}`}
          onClick={() => setAsks(true)}
        >
          Take back
        </Button>
      </div>
      {problem && (
        <p role="alert" className="w-full text-sm text-bad">
          {problem}
        </p>
      )}
      {showsLink && answer && <InvitationLink {...answer} onClose={() => setShowsLink(false)} />}
      {asks && (
        <ConfirmDialog
          title="Take this invitation back?"
          action="Take back"
          look="danger"
          path={`invitations/${id}`}
          method="DELETE"
          body={{ workspaceId }}
          refresh={MEMBERS}
          onClose={() => setAsks(false)}
        >
          <p>
            The link of <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi> works no longer. You can
            invite them again.
          </p>
        </ConfirmDialog>
      )}
    </li>
  );
};

/** Who is invited and has not joined yet; nothing when there is nobody. */
export const OpenInvitations = ({ workspaceId }: { workspaceId: string }) => {
  const { invitations } = useInvitations(workspaceId);
  if (invitations.length === 0) return null;
  return (
    <section aria-label="Open invitations" className="border-t border-line pt-4">
      <h3 className="font-semibold">Open invitations</h3>
      <ul className="divide-y divide-line">
        {invitations.map((invitation) => (
          // By the address: a new link is another invitation, and its row stays where it is.
          <Row key={invitation.email} workspaceId={workspaceId} invitation={invitation} />
        ))}
      </ul>
    </section>
  );
};
