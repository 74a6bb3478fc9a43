import { useServices } from "@/app/services.tsx";
import { ExternalLink } from "@/ui/external-link.tsx";

/** Where the keys to try with are, if Fathom is a simulated one here. */
export const SimulatorHint = () => {
  const { fathomSimulatorUrl } = useServices().config;
  if (!fathomSimulatorUrl) return null;
  return (
    <p className="text-sm text-muted">
      To try it out: the keys of the simulated Fathom are on{" "}
      <ExternalLink href={fathomSimulatorUrl}>its page</ExternalLink>.
    </p>
  );
};
