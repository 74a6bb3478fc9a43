import { useServices } from "@/app/services.tsx";
import { ExternalLink } from "@/ui/external-link.tsx";

/** Where messages are read on a server that sends none: shown only where that is so. */
export const MailboxHint = () => {
  const { mailboxUrl } = useServices().config;
  if (mailboxUrl === undefined) return null;
  return (
    <p className="mt-3 text-sm text-muted">
      This server sends no e-mails. Read the message in{" "}
      <ExternalLink href={mailboxUrl}>its simulated mailbox</ExternalLink>.
    </p>
  );
};
