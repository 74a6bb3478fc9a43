import { useState } from "react";
import { authErrorWords } from "./auth-words.ts";

/** One try at a time: whether it runs, and why it did not work, in words. What is tried gives its error, or null. */
export const useAttempt = () => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  /** True when it went well. */
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    let error: unknown;
    try {
      error = await work();
    } catch (thrown) {
      error = thrown;
    }
    if (error) setProblem(authErrorWords(error));
    setBusy(false);
    return !error;
  };
  return { attempt, busy, problem };
};
