/** A read that failed. `status` is the HTTP status, 0 when there was no answer. */
export class DataError extends Error {
  override readonly name = "DataError";
  readonly status: number;
  readonly code: string;

  constructor(message: string, status: number, code: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

interface Reply<Data> {
  data: Data;
  error: { message: string; code?: string } | null;
  status: number;
}

/** The data of a reply of the data API; throws a DataError when it holds an error. */
export const dataOf = <Data>({ data, error, status }: Reply<Data>): NonNullable<Data> => {
  if (error) throw new DataError(error.message, status, error.code ?? "");
  if (data === null || data === undefined) throw new DataError("The answer was empty.", status, "empty");
  return data;
};

/** Whether asking again may help: no answer, too many requests, or trouble on their side. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof DataError) || error.status === 0 || error.status === 429 || error.status >= 500;

/** What went wrong and what to do, in words for a person. Never the server's own text. */
export const describeError = (error: unknown): { title: string; advice: string } => {
  if (!(error instanceof DataError)) {
    return { title: "Something went wrong", advice: "Try again. If it stays like this, reload the page." };
  }
  if (error.status === 0) {
    return { title: "The server cannot be reached", advice: "Check your internet connection, then try again." };
  }
  if (error.status === 401) {
    return { title: "Your session has ended", advice: "Sign in again to go on." };
  }
  if (error.status === 403) {
    return { title: "You may not see this", advice: "Ask an owner of your workspace for access." };
  }
  if (error.status === 429) {
    return { title: "Too many requests", advice: "Wait a minute, then try again." };
  }
  return { title: "The server had a problem", advice: "This is not your fault. Try again in a moment." };
};
