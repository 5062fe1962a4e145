import { type Browser, chromium } from "playwright-core";

/** A name that is never anybody's, and never looked up either. */
const NOWHERE = "http://nowhere.invalid:9";

export interface ChromiumOptions {
  executablePath: string;
  /** Chromium's own sandbox. `if-possible`: without it where it does not start with it. */
  sandbox: "on" | "off" | "if-possible";
  heapMb: number;
}

/**
 * Starts a headless Chromium that reaches no network: names resolve to nothing, everything goes by a proxy that does
 * not exist, and WebRTC may not go past it.
 */
export async function launchChromium({ executablePath, sandbox, heapMb }: ChromiumOptions): Promise<Browser> {
  const launch = (chromiumSandbox: boolean) =>
    chromium.launch({
      executablePath,
      chromiumSandbox,
      handleSIGHUP: false,
      handleSIGINT: false,
      handleSIGTERM: false,
      args: [
        `--js-flags=--max-old-space-size=${heapMb}`,
        "--host-resolver-rules=MAP * ~NOTFOUND",
        `--proxy-server=${NOWHERE}`,
        "--proxy-bypass-list=<-loopback>",
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-3d-apis",
        "--disable-remote-fonts",
        "--disable-quic",
        "--deny-permission-prompts",
      ],
    });
  if (sandbox !== "if-possible") return launch(sandbox === "on");
  return launch(true).catch(() => launch(false));
}
