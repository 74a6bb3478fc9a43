import { describe, expect, test } from "vitest";
import { judgeAudit } from "./judge-audit.ts";

const report = (...severities: string[]) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      severities.map((severity) => [`left-${severity}`, { severity, range: "<1.2.3", via: [] }]),
    ),
  });

describe("an audit", () => {
  test.each(["high", "critical"])("that finds something %s is bad", (severity) => {
    expect(judgeAudit(report("low", severity))).toEqual({
      isBad: true,
      sentence: `${severity}: left-${severity} <1.2.3\nlow: left-low <1.2.3`,
    });
  });

  test("that finds less is told, and is not bad", () => {
    expect(judgeAudit(report("info", "moderate"))).toEqual({
      isBad: false,
      sentence: "moderate: left-moderate <1.2.3\ninfo: left-info <1.2.3",
    });
    expect(judgeAudit(report())).toEqual({ isBad: false, sentence: "No vulnerability is known." });
  });

  test.each(["", "<html>", "null", '{"message":"405 Method Not Allowed","error":{"summary":""}}'])(
    "that was not answered (%j) says that nothing was checked",
    (answer) => {
      expect(judgeAudit(answer)).toEqual({
        isBad: false,
        sentence: "The registry did not answer the audit: nothing was checked.",
      });
    },
  );
});
