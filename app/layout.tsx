import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "#components/shell/providers.tsx";
import { NONCE_HEADER } from "#lib/content-security-policy.ts";
import { EARLY_INPUT_SCRIPT } from "#lib/early-input-script.ts";
import { knownViewer } from "#lib/format/viewer.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "App Tasks", template: "%s · App Tasks" },
  description: "Runs your app's screens in the cloud, on a schedule or on demand, and shows what happened.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f5f1" },
    { media: "(prefers-color-scheme: dark)", color: "#11171a" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const viewer = knownViewer();
  const nonce = (await headers()).get(NONCE_HEADER) ?? undefined;
  return (
    // The theme's class is set before React wakes up, which React must not mind.
    <html
      lang="en"
      data-locale={viewer?.locale}
      data-timezone={viewer?.timezone}
      data-now={viewer?.now ?? undefined}
      suppressHydrationWarning
    >
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own, and it must run before the page is awake. */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: EARLY_INPUT_SCRIPT }} />
      </head>
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
