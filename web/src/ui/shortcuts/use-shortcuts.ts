import { useEffect, useRef, useSyncExternalStore } from "react";
import { type Shortcut, shortcutOf } from "./shortcuts.ts";

const SWITCH_KEY = "debrief.shortcuts";
const listeners = new Set<() => void>();
let registered: readonly Shortcut[] = [];
let isHelpOpen = false;
let isOn = localStorage.getItem(SWITCH_KEY) !== "off";

const changed = (): void => {
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const isWriting = (target: EventTarget | null): boolean =>
  document.querySelector("dialog[open]") !== null ||
  (target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select")));

document.addEventListener("keydown", (event) => {
  if (!isOn) return;
  const shortcut = shortcutOf(registered, event, isWriting(event.target));
  if (!shortcut?.run) return;
  event.preventDefault();
  shortcut.run(event);
});

/** Makes keys do something for as long as the component is shown, and lists them under "?". */
export const useShortcuts = (shortcuts: readonly Shortcut[]): void => {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const signature = shortcuts.map(({ keys, does }) => `${keys.join(" ")} ${does}`).join("\n");
  useEffect(() => {
    const mine = latest.current.map(({ keys, does, run }, index): Shortcut => ({
      keys,
      does,
      ...(run && { run: (event) => latest.current[index]?.run?.(event) }),
    }));
    registered = [...registered, ...mine];
    changed();
    return () => {
      registered = registered.filter((shortcut) => !mine.includes(shortcut));
      changed();
    };
  }, [signature]);
};

/** All shortcuts of what is shown now. */
export const useRegisteredShortcuts = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => registered);

/** Whether single keys do anything: who dictates to the computer switches them off. Remembered in the browser. */
export const useShortcutSwitch = () => ({
  isOn: useSyncExternalStore(subscribe, () => isOn),
  turn: (on: boolean): void => {
    isOn = on;
    localStorage.setItem(SWITCH_KEY, on ? "on" : "off");
    changed();
  },
});

/** Shows or hides the list of shortcuts. */
export const showShortcuts = (open: boolean): void => {
  isHelpOpen = open;
  changed();
};

export const useIsHelpOpen = (): boolean => useSyncExternalStore(subscribe, () => isHelpOpen);
