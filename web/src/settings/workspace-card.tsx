import { Card } from "@/ui/card.tsx";
import { Entry } from "./entry.tsx";
import type { Settings } from "./read-settings.ts";

/** Which workspace it is, and what the person may do in it. */
export const WorkspaceCard = ({ settings }: { settings: Settings }) => (
  <Card title="Workspace">
    <dl className="-my-2 divide-y divide-line">
      <Entry term="Name">
        <bdi className="font-medium">{settings.workspaceName}</bdi>
      </Entry>
      <Entry term="Your role">
        <span className="capitalize">{settings.role}</span>
      </Entry>
    </dl>
  </Card>
);
