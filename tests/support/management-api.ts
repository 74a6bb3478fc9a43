import { createHash } from "node:crypto";
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import * as z from "zod";
import { freePort } from "../../local/stack/ports.ts";

/** One function as it was uploaded: what hosted Supabase gets to see, and nothing else. */
export interface Upload {
  slug: string;
  entrypoint: string;
  importMap: string;
  verifyJwt: boolean;
  /** By their path below the project's folder. */
  files: Map<string, Uint8Array>;
}

export interface ManagementOptions {
  projectRef: string;
  accessToken: string;
  /** Runs SQL as the dashboard does; returns the rows of its last statement. */
  query: (sql: string) => Promise<unknown[]>;
  /** The functions that were deployed take over; resolves when they answer. */
  activate: (uploads: Upload[], secrets: ReadonlyMap<string, string>) => Promise<void>;
  /** The project's keys, as the dashboard lists them. */
  apiKeys: { name: string; type: "publishable" | "secret" | "legacy"; api_key: string }[];
}

export interface ManagementApi {
  url: string;
  secrets: Map<string, string>;
  /** `POST /secrets` and the like, in order, without the beginning that all have. */
  requests: string[];
  /** The next request of this kind is refused. */
  refuseOnce(request: string): void;
  stop(): Promise<void>;
}

const secretsSchema = z.array(
  z.strictObject({ name: z.string().regex(/^(?!SUPABASE_)[A-Za-z_]\w*$/), value: z.string().max(49_152) }),
);
const metadataSchema = z.object({
  name: z.string(),
  entrypoint_path: z.string().min(1),
  import_map_path: z.string().min(1),
  // Absent it would be true: nobody without a session could call the function.
  verify_jwt: z.boolean(),
});

const readUpload = async (request: Request, slug: string): Promise<Upload> => {
  const form = await request.formData();
  const metadata = metadataSchema.parse(JSON.parse(z.string().parse(form.get("metadata"))));
  const files = new Map<string, Uint8Array>();
  for (const part of form.getAll("file")) {
    if (typeof part === "string") throw new Error("a file that is no file");
    if (part.name.startsWith("/") || part.name.split("/").includes(".."))
      throw new Error(`a path outside: ${part.name}`);
    files.set(part.name, new Uint8Array(await part.arrayBuffer()));
  }
  const { entrypoint_path: entrypoint, import_map_path: importMap, verify_jwt: verifyJwt } = metadata;
  for (const file of [entrypoint, importMap]) if (!files.has(file)) throw new Error(`${file} was not uploaded`);
  return { slug, entrypoint, importMap, verifyJwt, files };
};

const described = ({ slug, entrypoint, importMap, verifyJwt }: Upload) => ({
  id: `00000000-0000-4000-8000-${createHash("sha256").update(slug).digest("hex").slice(0, 12)}`,
  slug,
  name: slug,
  status: "ACTIVE",
  version: 1,
  created_at: 0,
  updated_at: 0,
  verify_jwt: verifyJwt,
  import_map: true,
  entrypoint_path: `file:///${entrypoint}`,
  import_map_path: `file:///${importMap}`,
  ezbr_sha256: "0".repeat(64),
});

/** The part of Supabase's Management API that a deployment needs, strict about what it is sent. Whatever else is asked is 404. */
export const startManagementApi = async (options: ManagementOptions): Promise<ManagementApi> => {
  const { projectRef, accessToken, query, activate, apiKeys } = options;
  const secrets = new Map<string, string>();
  const uploads = new Map<string, Upload>();
  const active = new Map<string, Upload>();
  const requests: string[] = [];
  const refused = new Set<string>();
  const prefix = `/v1/projects/${projectRef}`;
  const root = new Hono();

  root.use(async (c, next) => {
    if (c.req.header("authorization") !== `Bearer ${accessToken}`) return c.json({ message: "Unauthorized" }, 401);
    const request = `${c.req.method} ${c.req.path.replace(prefix, "")}`;
    requests.push(request);
    // A status that is not worth another try.
    if (refused.delete(request)) return c.json({ message: "refused once by the test" }, 400);
    return next();
  });
  const app = root.basePath(prefix);
  app.get("/", (c) =>
    c.json({
      id: projectRef,
      ref: projectRef,
      organization_id: "example",
      organization_slug: "example",
      name: "Example",
      region: "eu-central-1",
      created_at: "2026-11-01T00:00:00Z",
      status: "ACTIVE_HEALTHY",
      database: { host: "localhost", version: "17.6.1", postgres_engine: "17", release_channel: "ga" },
    }),
  );
  app.get("/api-keys", (c) =>
    c.json(
      apiKeys.map((key) =>
        key.type === "secret" && c.req.query("reveal") !== "true"
          ? { ...key, api_key: `${key.api_key.slice(0, 15)}···` }
          : key,
      ),
    ),
  );
  app.get("/secrets", (c) =>
    c.json([...secrets].map(([name, value]) => ({ name, value: createHash("sha256").update(value).digest("hex") }))),
  );
  app.post("/secrets", async (c) => {
    for (const { name, value } of secretsSchema.parse(await c.req.json())) secrets.set(name, value);
    return c.body(null, 201);
  });
  app.post("/database/query", async (c) => {
    const { query: sql } = z.looseObject({ query: z.string() }).parse(await c.req.json());
    try {
      return c.json(await query(sql), 201);
    } catch (error) {
      return c.json({ message: `Failed to run sql query: ${String(error)}` }, 400);
    }
  });
  app.get("/functions", (c) => c.json([...active.values()].map(described)));
  app.post("/functions/deploy", async (c) => {
    const upload = await readUpload(c.req.raw, z.string().min(1).parse(c.req.query("slug")));
    uploads.set(upload.slug, upload);
    return c.json(described(upload), 201);
  });
  // What was uploaded does not run before it is named here.
  app.put("/functions", async (c) => {
    const named = z.array(z.looseObject({ slug: z.string() })).parse(await c.req.json());
    const deployed = named.map(({ slug }) => uploads.get(slug) ?? fail(slug));
    for (const upload of deployed) active.set(upload.slug, upload);
    await activate([...active.values()], secrets);
    return c.json({ functions: deployed.map(described) });
  });
  root.notFound((c) => c.json({ message: `no route ${c.req.method} ${c.req.path}` }, 404));
  root.onError((error, c) => c.json({ message: String(error) }, 400));

  const port = await freePort();
  const server = await new Promise<Server>((resolve) => {
    const listening = serve({ fetch: root.fetch, port, hostname: "127.0.0.1" }, () => resolve(listening as Server));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    secrets,
    requests,
    refuseOnce: (request) => void refused.add(request),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const fail = (slug: string): never => {
  throw new Error(`${slug} was not uploaded`);
};
