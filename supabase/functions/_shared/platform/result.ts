/** An expected failure is a value: exactly one of the two is set. The unexpected is thrown. */
export type Result<Data, Failure> = { data: Data; error: null } | { data: null; error: Failure };

export const ok = <Data>(data: Data): { data: Data; error: null } => ({ data, error: null });
export const fail = <Failure>(error: Failure): { data: null; error: Failure } => ({ data: null, error });
