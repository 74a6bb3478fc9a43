import fs from "node:fs";
import path from "node:path";
import { projectDir } from "../stack/settings.ts";
import { findSecrets } from "./find-secrets.ts";
import { filesOfRepository, readHistory } from "./repository.ts";

// Looks for secrets in the files and in the whole history; exit code 1 if there is one.
const { files } = filesOfRepository();
const inFiles = files.flatMap((file) =>
  findSecrets(fs.readFileSync(path.join(projectDir, file), "latin1")).map((found) => ({ where: file, ...found })),
);
const history = readHistory();
const inHistory = findSecrets(history?.text ?? "").map((found) => ({ where: "the history", ...found }));
const found = [...inFiles, ...inHistory];
for (const { where, kind, beginning, sha256 } of found)
  console.log(`${kind} in ${where}: ${beginning} (sha256 ${sha256})`);
console.log(
  `${found.length} found in ${files.length} files and ` +
    (history
      ? `${history.commits} commits${history.isShallow ? " (a shallow clone: older ones were not looked at)" : ""}.`
      : "no history: git or the repository is missing."),
);
process.exitCode = found.length > 0 ? 1 : 0;
