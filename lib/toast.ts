import type { ExternalToast, toast as Sonner } from "sonner";

type Kind = "success" | "error" | "info" | "warning";

const show =
  (kind: Kind) =>
  (message: Parameters<(typeof Sonner)[Kind]>[0], options?: ExternalToast): void =>
    void import("sonner").then(({ toast }) => toast[kind](message, options));

/** Short words about what was done, at the edge of the page. The library comes with the first one. */
export const toast = {
  success: show("success"),
  error: show("error"),
  info: show("info"),
  warning: show("warning"),
  dismiss: (id: string): void => void import("sonner").then(({ toast }) => toast.dismiss(id)),
};
