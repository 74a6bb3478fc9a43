import { useServices } from "@/app/services.tsx";
import { crmPersonUrl } from "@/lib/crm-link.ts";
import { shorten } from "@/lib/shorten.ts";
import { ExternalLink } from "@/ui/external-link.tsx";

/** A person's name, leading to their page in the CRM if it is known where that is. */
export const PersonLink = ({ account, id, name }: { account: string | null; id: string; name: string }) => {
  const { config } = useServices();
  const href = crmPersonUrl(account, id, config.crmUrls);
  const shown = <bdi>{shorten(name, 120)}</bdi>;
  return href ? <ExternalLink href={href}>{shown}</ExternalLink> : <span className="font-medium">{shown}</span>;
};
