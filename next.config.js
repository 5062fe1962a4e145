/** @type {import("next").NextConfig} */
const config = {
  agentRules: false,
  devIndicators: false,
  allowedDevOrigins: ["127.0.0.1"],
  poweredByHeader: false,
  // Pages seen a moment ago come back at once; their data is kept, and asked for again, by the query client.
  experimental: { staleTimes: { dynamic: 300 } },
  // `npm test` checks types and lints; a start should not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Loaded by Node itself, so that the server process and its routes share one copy.
  serverExternalPackages: [
    ...["pg-boss", "better-auth", "undici", "isolated-vm", "esbuild", "drizzle-orm", "nodemailer", "web-push"],
  ],
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "same-origin" },
        { key: "x-frame-options", value: "DENY" },
        // Browsers heed it on https only.
        { key: "strict-transport-security", value: "max-age=31536000" },
        { key: "cross-origin-opener-policy", value: "same-origin" },
        { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
        { key: "x-permitted-cross-domain-policies", value: "none" },
      ],
    },
    {
      // Answers are no pages: opened as one, they may run and load nothing. Pages get theirs from proxy.ts.
      source: "/api/:path*",
      headers: [{ key: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
  // Read by path at run time, which tracing cannot see; a serverless function needs them beside it.
  outputFileTracingIncludes: {
    "/api/**": [
      "./.build/**",
      "./server/sandbox/**",
      "./domain/**",
      "./node_modules/isolated-vm/**",
      "./db/migrations/**",
      "./server/services/messages/template-child.ts",
      "./node_modules/handlebars/**",
    ],
    "/sdk/**": ["./.build/sdk/**"],
    "/language/**": ["./.build/language/**"],
  },
};

export default config;
