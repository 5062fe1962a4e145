/** @type {import("next").NextConfig} */
const config = {
  agentRules: false,
  devIndicators: false,
  allowedDevOrigins: ["127.0.0.1"],
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
  // Loaded by Node itself, so that the server process and its routes share one copy.
  serverExternalPackages: ["pg-boss", "better-auth", "undici", "isolated-vm", "esbuild", "drizzle-orm", "acorn"],
};

export default config;
