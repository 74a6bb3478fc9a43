// Run as a process of its own by startGuard(): see there.
import readline from "node:readline";

const alive = new Set<number>();

const signalAll = (signal: NodeJS.Signals): void => {
  for (const pid of alive) {
    try {
      process.kill(pid, signal);
    } catch {
      alive.delete(pid);
    }
  }
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith("+")) alive.add(pid);
  else alive.delete(pid);
}

// SIGINT is Postgres' fast shutdown and ends Deno as well.
signalAll("SIGINT");
for (let waited = 0; waited < 5000 && alive.size > 0; waited += 100) {
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (const pid of alive) {
    try {
      process.kill(pid, 0);
    } catch {
      alive.delete(pid);
    }
  }
}
signalAll("SIGKILL");
