import { keyPrefix } from "../../../local/simulators/fathom/records.ts";
import { theStack } from "../the-stack.ts";
import type { Role } from "./expectations.ts";
import type { Belongings, Filled } from "./fill-workspace.ts";
import type { TwoWorkspaces } from "./two-workspaces.ts";

/** A request that names things of one workspace. */
export interface RouteCase {
  /** The least role in the workspace that may do this; what is a colleague's takes a manager. */
  least: Role;
  /** The ids of the route, filled in; and its query. */
  path?: (ids: Belongings & Filled, world: TwoWorkspaces) => string;
  /** Without the workspace. */
  body?: (ids: Belongings & Filled) => object;
  /** Whether its body or query says which workspace is meant; else the ids alone do. */
  namesWorkspace: boolean;
}

/** Routes that name nothing of a workspace. */
export const namesNothing: Record<string, string> = {
  "GET /api/health": "open to everybody",
  "POST /api/invitations/look":
    "open to whoever has the link; tells the workspace's name, the role and a masked address",
  "POST /api/invitations/accept": "names an invitation by its secret, and is for its address alone",
  "POST /api/workspaces": "makes a workspace for who is in none",
};

/** The last part of a path, after a route's own. */
const below =
  (folder: string, id: keyof Belongings, rest = "") =>
  (ids: Belongings): string =>
    `/api/${folder}/${ids[id]}${rest}`;

const person = { personId: "1" };
const pipedrive = () => ({ companyDomain: theStack().demo.pipedriveAccount, apiToken: "wrong" });
const administers = { least: "admin", namesWorkspace: true } as const;
const manages = { least: "manager", namesWorkspace: true } as const;
/** A colleague's: found by its id. */
const colleagues = { least: "manager", namesWorkspace: false } as const;
const attendee = (rest: string) => ({ ...colleagues, path: below("attendee-outcomes", "outcomeId", rest) });
const integration = (rest: string) => ({ ...administers, path: below("fathom-integrations", "integrationId", rest) });

/** Every other route of `api`, in an order in which the later ones still find what they need. */
export const routeCases: Record<string, RouteCase> = {
  "GET /api/audit.csv": { least: "member", namesWorkspace: true },
  "POST /api/crm-connections/pipedrive/test": { ...administers, body: pipedrive },
  "POST /api/crm-connections/pipedrive": { ...administers, body: pipedrive },
  // An API key of the simulator's that it does not know.
  "POST /api/fathom-integrations/test": { ...administers, body: () => ({ apiKey: `${keyPrefix}unknown` }) },
  "POST /api/fathom-integrations": {
    ...administers,
    body: () => ({ fathomUserEmail: "new@example.com", signingSecret: "x" }),
  },
  "POST /api/fathom-integrations/:id/rotate": integration("/rotate"),
  "POST /api/fathom-integrations/:id/sweep": {
    ...colleagues,
    path: below("fathom-integrations", "integrationId", "/sweep"),
  },
  "POST /api/fathom-integrations/:id/token": integration("/token"),
  "DELETE /api/fathom-integrations/:id/token": integration("/token"),
  "POST /api/imports": { ...colleagues, body: ({ integrationId }) => ({ integrationId, writeNotes: false }) },
  "POST /api/imports/:id/resume": { ...colleagues, path: below("imports", "importId", "/resume") },
  "POST /api/imports/:id/cancel": { ...colleagues, path: below("imports", "importId", "/cancel") },
  "DELETE /api/fathom-integrations/:id": integration(""),
  "GET /api/attendee-outcomes/:id/note": attendee("/note"),
  "GET /api/attendee-outcomes/:id/people": attendee("/people?term=bo"),
  "POST /api/attendee-outcomes/:id/choose": { ...attendee("/choose"), body: () => person },
  "POST /api/attendee-outcomes/:id/assign": { ...attendee("/assign"), body: () => person },
  "POST /api/attendee-outcomes/:id/create-person": { ...attendee("/create-person"), body: () => ({ name: "Bo" }) },
  "POST /api/attendee-outcomes/:id/log-again": attendee("/log-again"),
  "POST /api/attendee-outcomes/replay": { ...manages, body: () => ({ status: "not_found" }) },
  "POST /api/events/replay": { ...manages, body: () => ({ states: ["processed"] }) },
  "POST /api/events/:id/replay": { ...colleagues, path: below("events", "eventId", "/replay") },
  "PATCH /api/workspaces/name": { ...administers, body: () => ({ name: "Acme" }) },
  "PATCH /api/workspaces/settings": { ...administers, body: () => ({ dryRun: true }) },
  "POST /api/workspaces/capture": { ...administers, body: () => ({ on: true }) },
  "POST /api/invitations": { ...administers, body: () => ({ email: "new@example.com", role: "member" }) },
  "DELETE /api/invitations/:id": { ...administers, path: ({ invitationId }) => `/api/invitations/${invitationId}` },
  "POST /api/alerts/slack": { ...administers, body: () => ({ webhookUrl: "https://example.com/" }) },
  "DELETE /api/alerts/slack": administers,
  "POST /api/alerts/test": administers,
  "POST /api/alerts/:id/acknowledge": { ...colleagues, path: ({ alertId }) => `/api/alerts/${alertId}/acknowledge` },
  "POST /api/erasures": { ...administers, body: () => ({ email: "somebody@example.org", deleteNotes: false }) },
  "PATCH /api/members/:userId": {
    ...administers,
    path: (_, { people }) => `/api/members/${people.colleague.userId}`,
    body: () => ({ role: "member" }),
  },
  "DELETE /api/members/:userId": { ...administers, path: (_, { people }) => `/api/members/${people.colleague.userId}` },
  "DELETE /api/workspaces": { least: "owner", namesWorkspace: true, body: () => ({ name: "Acme" }) },
};
