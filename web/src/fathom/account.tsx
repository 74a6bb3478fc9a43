import { Imports } from "@/imports/imports.tsx";
import type { Import } from "@/imports/list-imports.ts";
import type { Integration } from "@/settings/read-settings.ts";
import { AccountActions } from "./account-actions.tsx";
import { AccountFacts } from "./account-facts.tsx";
import { AccountBadge, AccountTrouble } from "./account-state.tsx";

/** One Fathom account: how it does, what can be done with it, and what of the past was imported. */
export const Account = ({ integration, imports, mayChange, mayFetch }: AccountProps) => (
  <li tabIndex={-1} className="grid gap-3 py-5 outline-none first:pt-0">
    <div className="grid gap-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 font-medium">
          <bdi>{integration.fathom_user_email}</bdi>
        </p>
        <AccountBadge integration={integration} />
      </div>
      <AccountFacts integration={integration} />
    </div>
    <AccountTrouble integration={integration} />
    <AccountActions integration={integration} mayChange={mayChange} mayFetch={mayFetch} />
    <Imports imports={imports} email={integration.fathom_user_email} mayFetch={mayFetch} />
  </li>
);

interface AccountProps {
  integration: Integration;
  /** Those of this account, the newest first. */
  imports: Import[];
  /** Connect it, disconnect it and what belongs to that. */
  mayChange: boolean;
  /** Have its meetings fetched. */
  mayFetch: boolean;
}
