import { Button } from "@/ui/button.tsx";
import { Checkbox } from "@/ui/checkbox.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { keyName } from "./shortcuts.ts";
import {
  showShortcuts,
  useIsHelpOpen,
  useRegisteredShortcuts,
  useShortcutSwitch,
  useShortcuts,
} from "./use-shortcuts.ts";

const Keys = ({ keys }: { keys: readonly string[] }) => (
  <span className="flex shrink-0 gap-1">
    {keys.map((key) => (
      <kbd
        key={key}
        className="min-w-6 rounded-md border border-line-strong/60 bg-sunken px-1.5 text-center font-mono text-sm leading-6"
      >
        {keyName(key)}
      </kbd>
    ))}
  </span>
);

/** "?" shows what keys do here. Stands once, around all pages. */
export const ShortcutsHelp = () => {
  const isOpen = useIsHelpOpen();
  const shortcuts = useRegisteredShortcuts();
  const { isOn, turn } = useShortcutSwitch();
  useShortcuts([{ keys: ["?"], does: "Show this list", run: () => showShortcuts(true) }]);
  if (!isOpen) return null;
  return (
    <Dialog title="Keyboard shortcuts" className="max-w-md" onClose={() => showShortcuts(false)}>
      <dl className="mt-4 grid gap-2.5">
        {[...shortcuts]
          .sort((one, other) => Number(one.keys.includes("?")) - Number(other.keys.includes("?")))
          .map(({ keys, does }) => (
            <div key={`${keys.join(" ")} ${does}`} className="flex items-baseline justify-between gap-4">
              <dt>{does}</dt>
              <dd>
                <Keys keys={keys} />
              </dd>
            </div>
          ))}
      </dl>
      <div className="mt-5 border-t border-line pt-4">
        <Checkbox
          label="Single keys act"
          description="Switch this off if you dictate or press keys by accident. The account menu leads back here."
          checked={isOn}
          onChange={turn}
        />
      </div>
      <DialogButtons>
        <Button look="secondary" onClick={() => showShortcuts(false)}>
          Close
        </Button>
      </DialogButtons>
    </Dialog>
  );
};
