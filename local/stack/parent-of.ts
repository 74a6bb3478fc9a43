import fs from "node:fs";

/** The parent of a process, where the system shows it in /proc; else null. */
export const parentOf = (pid: number): number | null => {
  try {
    // The name, in brackets, may hold anything: what follows its last bracket is "state ppid …".
    const [, ppid] = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1)?.trim().split(" ") ?? [];
    return Number(ppid);
  } catch {
    return null;
  }
};
