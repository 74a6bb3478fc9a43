/** The parts of the page around an element that can take the focus, the nearest first. */
const around = (element: Element): HTMLElement[] => {
  const parts: HTMLElement[] = [];
  for (let part = element.parentElement; part; part = part.parentElement) {
    if (part.tabIndex === -1 && part.hasAttribute("tabindex")) parts.push(part);
  }
  return parts;
};

/**
 * To be called while an element is about to go: unless somebody has a better idea, the focus goes to the nearest part of the
 * page around it that is left, and not back to the top of the page.
 */
export const passFocusOn = (element: Element): void => {
  const heirs = around(element);
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    heirs.find((heir) => heir.isConnected)?.focus({ preventScroll: true });
  });
};
