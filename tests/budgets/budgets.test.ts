import { expect, test } from "vitest";
import { keepsBudget } from "../../bench/figure.ts";
import { type MeasureName, measures } from "../../bench/measures.ts";
import { toTable } from "../../bench/table.ts";

/** With the budgets of design 9 that a machine tells; what is merely counted in files is a house rule. */
const measured: MeasureName[] = ["accepting", "logging", "cost", "growth"];

test.each(measured)("%s: a smaller measure of it keeps the budgets", async (name) => {
  const { default: measure } = await measures[name]();
  const promised = (await measure.run("quick")).filter(({ budget }) => budget !== undefined);
  console.log(toTable(promised));
  expect(promised).not.toEqual([]);
  expect(promised.filter((figure) => !keepsBudget(figure)).map(({ what }) => what)).toEqual([]);
});
