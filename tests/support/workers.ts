/** Test files of the stack that run at the same time, each with a stack of its own. */
export const stackWorkers = 2;
