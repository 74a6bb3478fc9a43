/** Milliseconds of processor time that this process takes for something: how busy the machine is makes no difference. */
export const cpuMs = (act: () => unknown): number => {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
