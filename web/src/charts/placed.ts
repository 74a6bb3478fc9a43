/** Each part with where it begins: the sum of those before it. */
export const placed = <Part extends { value: number }>(parts: readonly Part[]): (Part & { start: number })[] => {
  let start = 0;
  return parts.map((part) => {
    const here = { ...part, start };
    start += part.value;
    return here;
  });
};
