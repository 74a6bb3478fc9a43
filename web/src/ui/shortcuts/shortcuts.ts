/** A key, or one of several, that does something on the page that is shown. */
export interface Shortcut {
  /** As `KeyboardEvent.key` names them, e.g. "j" or "/". */
  keys: readonly string[];
  /** What it does, for the list of shortcuts: "Next meeting". */
  does: string;
  /** Without it the shortcut is only listed: an element has the key at heart itself. */
  run?: (event: KeyboardEvent) => void;
}

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "defaultPrevented">;

/** The shortcut that a key press means; none when it is part of another one, or somebody writes. */
export const shortcutOf = <Kind extends Shortcut>(
  shortcuts: readonly Kind[],
  event: Pressed,
  isWriting: boolean,
): Kind | undefined => {
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return undefined;
  return shortcuts.findLast(({ keys, run }) => run && keys.includes(event.key));
};

/** How a key is called on the keyboard. */
export const keyName = (key: string): string => KEY_NAMES[key] ?? key;

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
};
