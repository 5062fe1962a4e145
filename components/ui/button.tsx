import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "#lib/cx.ts";

const VARIANTS = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong border-transparent font-medium",
  secondary: "bg-surface text-ink border-line-strong hover:bg-sunken font-medium",
  ghost: "border-transparent text-soft hover:bg-sunken hover:text-ink",
  "ghost-danger": "border-transparent text-bad hover:bg-bad-soft",
  danger: "bg-bad text-surface border-transparent hover:opacity-90 font-medium",
} as const;

const SIZES = {
  sm: "h-8 px-2.5 text-[0.8125rem] gap-1.5",
  md: "h-9 px-3.5 gap-2",
  icon: "size-9 justify-center",
} as const;

type ButtonProps = ComponentProps<"button"> & {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
  /** Styles the one child (a link) as a button. */
  asChild?: boolean;
  /** Shows that the action is under way, and takes no second press. */
  pending?: boolean;
};

export function Button({
  variant = "secondary",
  size = "md",
  asChild = false,
  pending = false,
  className,
  children,
  ...props
}: ButtonProps) {
  const classes = cx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-[7px] border transition-colors disabled:cursor-not-allowed disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    VARIANTS[variant],
    SIZES[size],
    className,
  );
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={classes} {...props} disabled={props.disabled || pending} aria-busy={pending}>
      {pending && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  );
}
