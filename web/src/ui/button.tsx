import { Button as BaseButton } from "@base-ui/react/button";
import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { classes } from "@/lib/classes.ts";
import { useFocusHeir } from "@/lib/use-focus-heir.ts";

/** The look of a button, also for links that act like one. Never lower than 24 px, 40 px where fingers are expected. */
export const buttonStyle = cva(
  [
    "inline-flex shrink-0 cursor-pointer items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap",
    "transition-colors duration-150 select-none [&_svg]:size-4 [&_svg]:shrink-0",
    "data-disabled:cursor-not-allowed data-disabled:opacity-60",
  ],
  {
    variants: {
      look: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        danger: "bg-bad text-on-accent hover:bg-bad/85",
        secondary: "border border-line-strong/60 bg-surface text-ink hover:bg-sunken",
        quiet: "text-muted hover:bg-sunken hover:text-ink",
      },
      size: { normal: "h-10 px-4", small: "h-8 px-3 text-sm", icon: "size-10" },
    },
    defaultVariants: { look: "primary", size: "normal" },
  },
);

type ButtonProps = Omit<ComponentProps<typeof BaseButton>, "className" | "disabled" | "ref"> &
  VariantProps<typeof buttonStyle> & {
    className?: string;
    /** While true the button does nothing but keeps the focus, so that nobody is thrown back to the top of the page. */
    busy?: boolean;
    /** There is nothing for it to do at present. It keeps the focus, too. */
    idle?: boolean;
  };

export const Button = ({ look, size, className, busy = false, idle = false, ...props }: ButtonProps) => {
  const ref = useFocusHeir<HTMLButtonElement>();
  return (
    <BaseButton
      {...props}
      ref={ref}
      disabled={busy || idle}
      focusableWhenDisabled
      aria-busy={busy || undefined}
      className={classes(buttonStyle({ look, size }), className)}
    />
  );
};
