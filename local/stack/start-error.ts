/** A reason why the stack cannot start that a person can act on: one sentence, shown as it is, without a stack trace. */
export class StartError extends Error {
  override name = "StartError";
}

/** The `code` of a system error (ENOENT, EADDRINUSE, …), or null. */
export const systemErrorCode = (error: unknown): string | null =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
