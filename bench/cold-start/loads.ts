import { execFileSync } from "node:child_process";
import path from "node:path";
import * as z from "zod";

const loadsSchema = z.object({
  ownModules: z.number(),
  ownBytes: z.number(),
  packageModules: z.number(),
  packageBytes: z.number(),
});

export interface Loads {
  modules: number;
  kB: number;
  packageKB: number;
}

/** What a file loads before it answers, its packages' modules included; what it imports when it needs it is not among that. */
export const loadsOf = (file: string): Loads => {
  const script = path.join(import.meta.dirname, "count-modules.ts");
  const printed = execFileSync(process.execPath, [script, file], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { ownModules, ownBytes, packageModules, packageBytes } = loadsSchema.parse(JSON.parse(printed));
  return {
    modules: ownModules + packageModules,
    kB: Math.round((ownBytes + packageBytes) / 1000),
    packageKB: Math.round(packageBytes / 1000),
  };
};
