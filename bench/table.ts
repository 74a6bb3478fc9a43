import { type Figure, keepsBudget } from "./figure.ts";

/** Three significant digits, thousands apart: `1,230`, `12.3`, `0.0123`. */
export const formatNumber = (value: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString("en", value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 })
    : "none";

const budgetOf = (figure: Figure): string => {
  const { budget } = figure;
  if (!budget) return "";
  const limits = [
    ...(budget.most === undefined ? [] : [`at most ${formatNumber(budget.most)}`]),
    ...(budget.least === undefined ? [] : [`at least ${formatNumber(budget.least)}`]),
  ].join(", ");
  return `${limits}${budget.of === "ratio" ? " x" : ""}: ${keepsBudget(figure) ? "kept" : "**not kept**"}`;
};

const row = (figure: Figure): string[] => {
  const { what, value, unit, spread, floor } = figure;
  return [
    what,
    `${formatNumber(value)}${unit === "count" ? "" : ` ${unit}`}`,
    spread ? `${formatNumber(spread.min)} to ${formatNumber(spread.max)}` : "",
    floor ? `${formatNumber(floor.ratio)} x ${floor.what} (${formatNumber(floor.value)})` : "",
    budgetOf(figure),
  ];
};

/** The figures of a measure as a table in Markdown that reads well in a terminal too. Columns that nothing fills are left out. */
export const toTable = (figures: Figure[]): string => {
  const rows = [["what", "median", "spread", "against its floor", "budget"], ...figures.map(row)];
  const used = [0, 1, 2, 3, 4].filter((column) => rows.slice(1).some((cells) => cells[column] !== ""));
  const width = (column: number) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0));
  const line = (cells: string[]) => `| ${used.map((at) => (cells[at] ?? "").padEnd(width(at))).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${used.map((at) => "-".repeat(width(at))).join(" | ")} |`, ...body.map(line)].join("\n");
};
