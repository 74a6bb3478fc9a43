/** What of an address is needed to know where a link in a message leads. */
type Place = Pick<Location, "pathname" | "search" | "hash">;

/** Why a link from a message did not work: `expired` is worth asking for another one. */
export type LinkProblem = "expired" | "refused";

/**
 * Where the page must be to take what the auth server has put into the fragment; null when it is right where it is. Servers with the
 * usual messages redeem a link themselves and lead to the site's start page, with a session or an error behind the `#`; the
 * client takes the session from there. https://supabase.com/docs/guides/auth/sessions/implicit-flow
 */
export const placeOfMailLink = ({ pathname, hash }: Place): string | null => {
  const fragment = new URLSearchParams(hash.replace(/^#/, ""));
  if (fragment.has("error_code") || fragment.has("error_description")) {
    const problem: LinkProblem = fragment.get("error_code") === "otp_expired" ? "expired" : "refused";
    return `/auth/confirm?problem=${problem}`;
  }
  const isRecovery = fragment.has("access_token") && fragment.get("type") === "recovery";
  return isRecovery && pathname !== "/reset-password" ? `/reset-password${hash}` : null;
};
