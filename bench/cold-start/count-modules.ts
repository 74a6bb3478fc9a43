// Run as a process of its own, once for each function: node count-modules.ts FILE. Prints what is loaded before its first answer.
import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const shared = pathToFileURL(path.resolve(import.meta.dirname, "../../supabase/functions/_shared")).href;
const loaded = { ownModules: 0, ownBytes: 0, packageModules: 0, packageBytes: 0 };

registerHooks({
  resolve: (specifier, context, next) => next(specifier.replace(/^@shared\//, `${shared}/`), context),
  load: (url, context, next) => {
    const answer = next(url, context);
    if (!url.startsWith("file:")) return answer;
    const bytes =
      typeof answer.source === "string" ? Buffer.byteLength(answer.source) : (answer.source?.byteLength ?? 0);
    if (url.includes("/node_modules/")) {
      loaded.packageModules += 1;
      loaded.packageBytes += bytes;
    } else {
      loaded.ownModules += 1;
      loaded.ownBytes += bytes;
    }
    return answer;
  },
});

// It ends where it asks Deno for its settings: all that it imports is loaded then.
await import(pathToFileURL(path.resolve(process.argv[2] ?? "")).href).catch(() => undefined);
console.log(JSON.stringify(loaded));
