import type { PostgresConnection } from "@supabase/lite/postgres";

/** JSON values arrive here as text or as objects; text that is JSON already must not be quoted once more. */
const serializeJson = (value: unknown): string => {
  if (typeof value === "string" && /^\s*[[{]/.test(value)) {
    try {
      JSON.parse(value);
      return value;
    } catch {
      // A plain string that begins with a bracket.
    }
  }
  return JSON.stringify(value);
};

const isoTimestamp = (text: string): string => text.replace(" ", "T");
const asIs = (text: string): string => text;

/** How hosted PostgREST writes Postgres types in JSON; lite alone differs (conformance is held by tests/gateway.test.ts). */
export const hostedTypes = {
  json: { to: 114, from: [114], serialize: serializeJson, parse: JSON.parse },
  jsonb: { to: 3802, from: [3802], serialize: serializeJson, parse: JSON.parse },
  numeric: {
    to: 1700,
    from: [1700],
    serialize: String,
    parse: (text: string) => (Number.isNaN(Number(text)) ? text : Number(text)),
  },
  timestamp: { to: 1114, from: [1114], serialize: asIs, parse: isoTimestamp },
  timestamptz: {
    to: 1184,
    from: [1184],
    serialize: asIs,
    parse: (text: string) => isoTimestamp(text).replace(/([+-]\d\d)$/, "$1:00"),
  },
};

/** PostgREST's status for a Postgres error code, see https://docs.postgrest.org/en/stable/references/errors.html */
const statusOf = (code: string): number => {
  const group = code.slice(0, 2);
  if (code === "P0001") return 400;
  if (group === "08" || (group === "53" && code !== "53400")) return 503;
  if (["0L", "0P", "28"].includes(group)) return 403;
  const server = ["09", "25", "2D", "38", "39", "3B", "40", "53", "54", "55", "57", "58", "F0", "HV", "P0", "XX"];
  return server.includes(group) ? 500 : 400;
};

/** The driver's and the system's words for a database that is away; PostgREST's is below. */
const isAway = (code: unknown): boolean =>
  typeof code === "string" && /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT)/.test(code);

const rendersItself = (code: string): boolean =>
  /^(PT|PGRST|42|22|21)/.test(code) || ["23505", "23503", "23502", "25006"].includes(code);

interface DatabaseError {
  code?: unknown;
  message?: string;
  detail?: string;
  hint?: string;
}

/** An error that lite answers exactly so. */
const rendered = (code: string, status: number, { message, detail, hint }: DatabaseError): DatabaseError => {
  const body = { code, message, details: detail ?? null, hint: hint ?? null };
  return Object.assign(new Error(JSON.stringify(body)), {
    code: "PGRST",
    detail: JSON.stringify({ status, headers: {} }),
  });
};

/**
 * Makes the connection behave as hosted Supabase does: no automatic grants, the role always switched, errors with
 * PostgREST's codes. The two hooks are members of lite's connection that its types do not name: lite is pinned exactly.
 */
export const answerAsHosted = (connection: PostgresConnection): void => {
  const hooks = connection as unknown as {
    ensureRlsContext: () => Promise<boolean>;
    normalizeDbError?: (error: DatabaseError) => DatabaseError;
  };
  hooks.ensureRlsContext = async () => true;
  const original = hooks.normalizeDbError?.bind(connection) ?? ((error: DatabaseError) => error);
  hooks.normalizeDbError = (error) => {
    const normal = original(error);
    const { code } = normal;
    if (isAway(code)) return rendered("PGRST000", 503, { message: "Could not connect with the database." });
    if (typeof code !== "string" || !/^[0-9A-Z]{5}$/.test(code) || rendersItself(code)) return normal;
    return rendered(code, statusOf(code), normal);
  };
};
