// Plain JavaScript, because it runs before anything is known to be installed.
import fs from "node:fs";

const missing = ["node_modules/.bin/node", "node_modules/hono", "node_modules/@supabase/lite"].filter(
  (place) => !fs.existsSync(new URL(`../${place}`, import.meta.url)),
);
if (missing.length > 0) {
  console.error("Debrief is not installed yet. Run npm install first.");
  process.exit(1);
}
