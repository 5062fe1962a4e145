"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";

/** Fetched when somebody is first asked. */
const ConfirmWindow = dynamic(() => import("./confirm-window.tsx").then((module) => module.ConfirmWindow), {
  ssr: false,
});

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will change, and what will not. */
  children: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  onConfirm: () => void;
  pending?: boolean;
  error?: string | undefined;
  disabled?: boolean;
  tone?: "danger" | "primary";
}

/** Asks before something that cannot simply be undone. It stays open while the action runs and shows why it failed. */
export const ConfirmDialog = (props: ConfirmDialogProps) => (props.open ? <ConfirmWindow {...props} /> : null);
