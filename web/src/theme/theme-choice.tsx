import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { browserPlace, chooseTheme, chosenTheme, THEMES, type Theme } from "./theme.ts";

const LOOKS = {
  system: { words: "System", icon: Monitor },
  light: { words: "Light", icon: Sun },
  dark: { words: "Dark", icon: Moon },
} as const;

/** Light, dark, or as the system says; shown at once and remembered on this device. */
export const ThemeChoice = () => {
  const [theme, setTheme] = useState(() => chosenTheme(browserPlace()));
  const choose = (wanted: Theme) => {
    chooseTheme(wanted, browserPlace());
    setTheme(wanted);
  };
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm text-muted">Theme</legend>
      <div className="grid grid-cols-3 gap-1 rounded-lg bg-sunken p-1">
        {THEMES.map((value) => {
          const { words, icon: Icon } = LOOKS[value];
          return (
            <label
              key={value}
              className="flex h-8 cursor-pointer items-center justify-center gap-1.5 rounded-md text-sm text-muted has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="theme"
                value={value}
                checked={theme === value}
                onChange={() => choose(value)}
                className="sr-only"
              />
              <Icon aria-hidden className="size-4" />
              {words}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
};
