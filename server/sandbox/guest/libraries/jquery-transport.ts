import type { JQueryStatic } from "jquery/factory";

/** Lets `$.ajax`, `$.get` and `$.getJSON` go where `fetch` goes, in place of the XMLHttpRequest that is not here. */
export function installTransport(jQuery: JQueryStatic): void {
  const { fetch, AbortController } = globalThis;
  // Before all others: the one for scripts would wait for a tag that nothing loads.
  jQuery.ajaxTransport("+*", ({ url, type, data, hasContent }) => {
    const controller = new AbortController();
    return {
      send(headers, complete) {
        const body = hasContent && data !== undefined ? data : null;
        fetch(url, { method: type, headers, body, signal: controller.signal }).then(
          async (response) => {
            const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`);
            complete(response.status, response.statusText, { text: await response.text() }, lines.join("\r\n"));
          },
          (error: unknown) => complete(0, error instanceof Error ? error.message : "error"),
        );
      },
      abort: () => controller.abort(),
    };
  });
}
