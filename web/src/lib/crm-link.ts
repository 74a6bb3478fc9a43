import { httpUrl } from "@/lib/http-url.ts";

const ACCOUNT = /^[a-z0-9-]+$/;
const PERSON_ID = /^[A-Za-z0-9-]+$/;

/**
 * The page of a person in Pipedrive, or null when account or id are not what they should be.
 * `crmUrls` gives other base addresses to single accounts, e.g. to a simulated one.
 */
export const crmPersonUrl = (
  account: string | null | undefined,
  personId: string | null | undefined,
  crmUrls: Readonly<Record<string, string>> = {},
): string | null => {
  if (!account || !ACCOUNT.test(account) || !personId || !PERSON_ID.test(personId)) return null;
  const base = Object.hasOwn(crmUrls, account) ? httpUrl(crmUrls[account]) : `https://${account}.pipedrive.com`;
  return base && `${base.replace(/\/+$/, "")}/person/${personId}`;
};
