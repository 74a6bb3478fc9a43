import * as z from "zod";

const severities = ["info", "low", "moderate", "high", "critical"] as const;
const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.enum(severities), range: z.string().default("") })),
});

export interface Judgement {
  sentence: string;
  isBad: boolean;
}

/**
 * What a report of `npm audit --json` means: bad from "high" on. A registry that answers no audits, or none at all, is no
 * reason to fail, but is said.
 */
export const judgeAudit = (report: string): Judgement => {
  let json: unknown;
  try {
    json = JSON.parse(report);
  } catch {
    json = null;
  }
  const parsed = reportSchema.safeParse(json);
  if (!parsed.success) return { sentence: "The registry did not answer the audit: nothing was checked.", isBad: false };
  const found = Object.entries(parsed.data.vulnerabilities).map(([name, { severity, range }]) => ({
    name,
    severity,
    range,
  }));
  if (found.length === 0) return { sentence: "No vulnerability is known.", isBad: false };
  const lines = found
    .toSorted((one, other) => severities.indexOf(other.severity) - severities.indexOf(one.severity))
    .map(({ name, severity, range }) => `${severity}: ${name} ${range}`.trim());
  return {
    sentence: lines.join("\n"),
    isBad: found.some(({ severity }) => severity === "high" || severity === "critical"),
  };
};
