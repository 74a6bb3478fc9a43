import { Hono } from "hono";
import { removed, v2NotFound } from "./bodies.ts";
import type { Company } from "./context.ts";
import { controlRoutes, type PipedriveControls } from "./controls.ts";
import { createPipedriveFaults } from "./faults.ts";
import { gateway, type SeenRequest } from "./gateway.ts";
import { createLimits, defaultLimits, type LimitOptions } from "./limits.ts";
import { noteRoutes } from "./note-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { addPerson, deletePerson, seed } from "./people.ts";
import { personRoutes } from "./person-routes.ts";
import { openStore } from "./store.ts";
import { userRoutes } from "./user-routes.ts";

export interface PipedriveSimulatorOptions {
  /** The valid API tokens, all of one user. */
  apiTokens: string[];
  /** What users/me calls the company's domain; `debrief-demo` unless said otherwise. */
  companyDomain?: string;
  /** A file that keeps the data beyond the process; without it they are in memory only. */
  journalPath?: string;
  limits?: Partial<LimitOptions>;
  /** How long each API call takes. */
  latencyMs?: number;
  /** How long a new person stays hidden from search. */
  searchDelayMs?: number;
  /** Whether a company without people gets the sample people; it does unless said otherwise. */
  sampleData?: boolean;
  now?: () => Date;
  sleep?: (ms: number) => Promise<void>;
}

/**
 * A company in Pipedrive, as far as notes on people go: over HTTP, or in a unit test through `app.fetch`. Rules and bodies are the real
 * API's where they are known. Its pages are at `/`, its switches below `/simulator`.
 */
export const createPipedriveSimulator = (
  options: PipedriveSimulatorOptions,
): { app: Hono; controls: PipedriveControls } => {
  const now = options.now ?? (() => new Date());
  const store = openStore(options.journalPath);
  const company: Company = {
    store,
    now,
    domain: options.companyDomain ?? "debrief-demo",
    searchDelayMs: options.searchDelayMs ?? 0,
  };
  const limits = createLimits({ ...defaultLimits, ...options.limits }, now);
  const faults = createPipedriveFaults();
  const requests: SeenRequest[] = [];
  let latencyMs = options.latencyMs ?? 0;
  const sow = () => {
    // Before any injected delay of the index, so that the samples are found at once.
    if (options.sampleData ?? true) seed(store, new Date(now().getTime() - company.searchDelayMs));
  };
  sow();

  const controls: PipedriveControls = {
    people: () => [...store.people.values()].filter((person) => !person.is_deleted),
    notes: (personId) =>
      [...store.notes.values()].filter((note) => personId === undefined || note.person_id === personId),
    addPerson: (person) => addPerson(store, person, now()),
    deletePerson: (id) => deletePerson(store, id, now()),
    requests: () => requests,
    tokensUsed: () => limits.tokensUsed(),
    addFault: faults.add,
    faults: faults.list,
    clearFaults: faults.clear,
    setLatency: (ms) => void (latencyMs = ms),
    clearRequests: () => void (requests.length = 0),
    reset() {
      requests.length = 0;
      faults.clear();
      limits.reset();
      store.clear();
      sow();
    },
  };

  const front = gateway({
    apiTokens: new Set(options.apiTokens),
    limits,
    faults,
    now,
    sleep: options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    latencyMs: () => latencyMs,
    saw: (request) => void requests.push(request),
  });

  const app = new Hono();
  for (const pattern of ["/api/*", "/v1/*"]) app.use(pattern, front);
  app.route("/api/v2/persons", personRoutes(company));
  for (const v1 of ["/api/v1", "/v1"]) {
    app.route(`${v1}/notes`, noteRoutes(company));
    app.route(`${v1}/users`, userRoutes(company));
    for (const path of replacedByV2) {
      app.all(`${v1}/${path}`, (context) => context.json(removed, 410));
      app.all(`${v1}/${path}/*`, (context) => context.json(removed, 410));
    }
    app.all(`${v1}/*`, (context) => context.json(v2NotFound, 404));
  }
  app.all("/api/*", (context) => context.json(v2NotFound, 404));
  app.route("/simulator", controlRoutes(controls));
  app.route("/", pageRoutes(company));
  return { app, controls };
};

// Out of the v1 specification since March 2026. What the real host answers is not known: gone, so that nobody builds on them.
const replacedByV2 = [
  "persons",
  "deals",
  "activities",
  "organizations",
  "products",
  "pipelines",
  "stages",
  "itemSearch",
];
