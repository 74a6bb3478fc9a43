import path from "node:path";
import type { SourceFile } from "./source-files.ts";

const shared = "supabase/functions/_shared";

/** The part of the platform that knows neither settings nor database: what a provider may use. */
const tools = /_shared\/platform\/(result|hash|clock|json-parts|read-capped|with-timeout|pause)\.ts$/;

/** What a room of the house may import: its own files, these other rooms, these packages. The first match counts. */
const rooms: { room: RegExp; mayImport: RegExp[]; packages: RegExp }[] = [
  { room: /^supabase\/functions\/_shared\/meetings\//, mayImport: [], packages: /^zod$/ },
  {
    room: /^supabase\/functions\/_shared\/sources\/[^/]+\//,
    mayImport: [/_shared\/meetings\//, tools],
    packages: /^zod$/,
  },
  {
    room: /^supabase\/functions\/_shared\/crm\/(?:[^/]+\/|(?:provider|call-limiter)\.ts$)/,
    mayImport: [/_shared\/meetings\//, tools, /_shared\/crm\/(provider|call-limiter)\.ts$/],
    packages: /^(zod|marked)$/,
  },
  { room: /^supabase\/functions\/_shared\/alerts\//, mayImport: [/_shared\/platform\//], packages: /^zod$/ },
  {
    room: /^supabase\/functions\/_shared\/platform\//,
    mayImport: [],
    packages: /^(zod|jose|hono|@supabase\/(supabase-js|postgrest-js|server))$/,
  },
  {
    room: /^supabase\/functions\/_shared\/pipeline\//,
    mayImport: [/_shared\/(meetings|sources|crm|alerts|platform)\//],
    packages: /^zod$/,
  },
  {
    room: /^supabase\/functions\/[^_/]+\//,
    mayImport: [/_shared\/(pipeline|alerts|platform|meetings)\//],
    packages: /^(hono(\/.*)?|zod)$/,
  },
  {
    room: /^web\//,
    mayImport: [/_shared\/platform\/(database\.types|result)\.ts$/, /_shared\/meetings\//],
    packages: /^(?!node:)/,
  },
  { room: /^local\//, mayImport: [/_shared\//], packages: /./ },
];

const importPattern = /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

const resolve = (file: string, specifier: string): string => {
  if (specifier.startsWith("@shared/")) return `${shared}/${specifier.slice("@shared/".length)}`;
  if (specifier.startsWith("@/")) return `web/src/${specifier.slice(2)}`;
  return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
};

/** The part of a path that tells one room from another: `_shared/sources/fathom/`, `functions/api/`, `web/`. */
const ownRoom = (file: string, room: RegExp): string => room.exec(file)?.[0] ?? file;

/** Every import of the file that its room may not make, as a sentence. */
export const trespasses = (file: SourceFile): string[] => {
  const rules = rooms.find(({ room }) => room.test(file.path));
  if (!rules) return [];
  const home = ownRoom(file.path, rules.room);
  return [...file.text.matchAll(importPattern)].flatMap(([, from, dynamic]) => {
    const specifier = from ?? dynamic ?? "";
    if (!/^[./]|^@shared\/|^@\//.test(specifier)) {
      return rules.packages.test(specifier) ? [] : [`${file.path} imports the package ${specifier}`];
    }
    const target = resolve(file.path, specifier);
    const allowed = target.startsWith(home) || rules.mayImport.some((room) => room.test(target));
    return allowed ? [] : [`${file.path} imports ${target}`];
  });
};
