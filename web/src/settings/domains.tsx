import { X } from "lucide-react";
import { Badge } from "@/ui/badge.tsx";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { DomainForm } from "./domain-form.tsx";
import type { Logging } from "./read-settings.ts";
import { useChange } from "./use-change.ts";

/** The workspace's own domains: each with a way to remove it, and a field to add one. */
export const Domains = ({ logging, mayChange }: { logging: Logging; mayChange: boolean }) => {
  const { internal_domains: domains, workspace_id } = logging;
  const { change, busy, problem } = useChange(workspace_id);
  return (
    <>
      {domains.length === 0 ? (
        <p>None: only the recorder and whom Fathom marks as internal are skipped.</p>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {domains.map((domain) => (
            <li key={domain}>
              <Badge tone="quiet" className={mayChange ? "py-0 pe-0 text-ink" : "text-ink"}>
                {domain}
                {mayChange && (
                  <Button
                    look="quiet"
                    size="small"
                    className="w-8 px-0"
                    busy={busy}
                    aria-label={`Remove ${domain}`}
                    onClick={() => void change({ internalDomains: domains.filter((other) => other !== domain) })}
                  >
                    <X aria-hidden />
                  </Button>
                )}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {problem && <Notice tone="bad">{problem}</Notice>}
      {mayChange && (
        <DomainForm domains={domains} add={(domain) => change({ internalDomains: [...domains, domain] })} busy={busy} />
      )}
    </>
  );
};
