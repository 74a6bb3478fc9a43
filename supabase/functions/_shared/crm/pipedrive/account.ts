const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const address = /^(?:https?:\/\/)?([a-z0-9-]{1,63})\.pipedrive\.com(?:[/?#].*)?$/;

// Hosts of Pipedrive itself: people copy them from the address bar, but no company lives there.
const ownHosts = new Set(["www", "api", "app", "oauth", "developers", "support", "marketplace", "status", "help"]);

/**
 * The company's own label out of what a person types: `acme`, `acme.pipedrive.com` or an address below it.
 * Null for anything else, so that nothing typed can choose a host.
 */
export const parseCompanyDomain = (text: string): string | null => {
  const typed = text.trim().toLowerCase();
  if (typed.length > 2000) return null;
  const candidate = address.exec(typed)?.[1] ?? typed;
  return label.test(candidate) && !ownHosts.has(candidate) ? candidate : null;
};

/**
 * Where an account's API and pages live, without a trailing slash.
 * @throws Error when it is not a label that `parseCompanyDomain` gave: a request must never go to a made-up host.
 */
export const baseUrlOf = (account: string): string => {
  if (parseCompanyDomain(account) !== account) throw new Error("not a Pipedrive company domain");
  return `https://${account}.pipedrive.com`;
};
