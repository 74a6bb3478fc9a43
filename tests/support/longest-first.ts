import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Projects whose files take minutes come first, so that at the end nobody waits for one of them alone. */
const order = ["properties", "crash", "own-stack", "lifecycle", "database", "unit"];

const rank = ({ project }: TestSpecification): number => {
  const at = order.indexOf(project.name);
  return at === -1 ? order.length : at;
};
const groupOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;

/** Vitest's own order, with the projects of a group in this order in place of the alphabet's. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => groupOf(one) - groupOf(other) || rank(one) - rank(other));
  }
}
