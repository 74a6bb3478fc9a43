import fs from "node:fs";
import { licencesPage, renderLicences } from "./licences-page.ts";

// Writes docs/licences.md anew.
fs.writeFileSync(licencesPage, renderLicences());
