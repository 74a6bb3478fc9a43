import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { projectDir, readStackSettings } from "./stack/settings.ts";
import { readStackFile } from "./stack/stack-file.ts";

// Writes the database's types as the supabase CLI generates them, from the running stack.
const { dbUrl } = readStackFile(readStackSettings(process.env).dataDir);
const types = execFileSync(
  path.join(projectDir, "node_modules/.bin/supabase"),
  ["gen", "types", "--lang", "typescript", "--schema", "public", `--remote=${dbUrl}?sslmode=disable`],
  { encoding: "utf8", env: { ...process.env, SUPABASE_TELEMETRY_DISABLED: "1", SUPABASE_NO_UPDATE_NOTIFIER: "1" } },
);
const file = path.join(projectDir, "supabase/functions/_shared/platform/database.types.ts");
fs.writeFileSync(file, types);
console.log(`Wrote ${path.relative(projectDir, file)}`);
