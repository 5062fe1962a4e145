"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { cx } from "#lib/cx.ts";

/** Fetched when a dialog is first opened. */
const DialogWindow = dynamic(() => import("./dialog-window.tsx").then((module) => module.DialogWindow), { ssr: false });

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** Room for code or tables. */
  wide?: boolean;
}

/** A modal dialog; Escape, the backdrop and the cross close it. */
export const Dialog = (props: DialogProps) => (props.open ? <DialogWindow {...props} /> : null);

/** The row of buttons that ends a dialog or a form. */
export const Actions = ({ children, className }: { children: ReactNode; className?: string }) => (
  <div className={cx("flex flex-wrap items-center justify-end gap-2 pt-4", className)}>{children}</div>
);
