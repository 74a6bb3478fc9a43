import { forFunctions, forPeople, internal, privateTables, readers, serviceVerbs } from "./expectations.ts";

const line = (...cells: string[]): string => `  (${cells.map((cell) => `'${cell}'`).join(", ")})`;
const verbs = "select insert update delete";

/** The expectations as rows of SQL: relation, member, manager, admin, owner, service_role; and function, who executes it. */
export const matrixSql = (): string => {
  const closed = { member: "refused", manager: "refused", admin: "refused", owner: "refused" };
  const relations = [...Object.entries(readers), ...privateTables.map((relation) => [relation, closed] as const)].map(
    ([relation, { member, manager, admin, owner }]) =>
      line(relation, member, manager, admin, owner, serviceVerbs[relation]?.join(" ") ?? verbs),
  );
  const routines = [
    ...Object.keys(forPeople).map((name) => line(name, "people")),
    ...forFunctions.map((name) => line(name, "functions")),
    ...internal.map((name) => line(name, "nobody")),
  ];
  return [
    "insert into expected values",
    `${relations.join(",\n")};`,
    "insert into expected_routines values",
    `${routines.join(",\n")};`,
  ].join("\n");
};
