import type { ReactNode } from "react";
import { Badge } from "@/ui/badge.tsx";
import { Card } from "@/ui/card.tsx";
import type { Settings } from "./read-settings.ts";

const Entry = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="grid gap-x-6 gap-y-1 py-2 sm:grid-cols-[11rem_1fr]">
    <dt className="text-muted">{term}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);

export const WorkspaceCard = ({ settings }: { settings: Settings }) => {
  const domains = settings.logging?.internal_domains ?? [];
  return (
    <Card title="Workspace">
      <dl className="-my-2 divide-y divide-line">
        <Entry term="Name">
          <bdi className="font-medium">{settings.workspaceName}</bdi>
        </Entry>
        <Entry term="Your role">
          <span className="capitalize">{settings.role}</span>
        </Entry>
        <Entry term="Internal domains">
          {domains.length === 0 && "None: only the recorder and whom Fathom marks as internal are skipped."}
          {domains.length > 0 && (
            <>
              <ul className="flex flex-wrap gap-1.5">
                {domains.map((domain) => (
                  <li key={domain}>
                    <Badge tone="quiet">{domain}</Badge>
                  </li>
                ))}
              </ul>
              <p className="mt-1 text-sm text-muted">Attendees at these domains are not logged.</p>
            </>
          )}
        </Entry>
        <Entry term="Dry run">{settings.logging?.dry_run ? "On: nothing is written to Pipedrive" : "Off"}</Entry>
      </dl>
    </Card>
  );
};
