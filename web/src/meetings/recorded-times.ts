/** How often a conversation was recorded, given how many recordings there are besides this one: "twice", "3 times". */
export const recordedTimes = (others: number): string => {
  // Another recording is known to be there whatever the count says.
  const times = Math.max(1, others) + 1;
  return times === 2 ? "twice" : `${times} times`;
};
