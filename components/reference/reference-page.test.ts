import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { apiReference } from "#server/openapi/reference.ts";
import { ReferencePage } from "./reference-page.tsx";

const reference = apiReference("https://tasks.example.org");
const html = renderToStaticMarkup(createElement(ReferencePage, { reference }));
const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));

describe("the page of the reference", () => {
  it("shows every call with its method, path, scope and command", () => {
    const missing = reference.groups
      .flatMap(({ operations }) => operations)
      .filter(({ id, path, summary, scope, procedure }) => {
        const from = html.indexOf(` id="${id}"`);
        const article = html.slice(from, html.indexOf("</article>", from));
        return (
          from < 0 ||
          ![path, escaped(summary), scope ?? "any token may", procedure, "curl"].every((text) => article.includes(text))
        );
      });
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it("leads nowhere but to what is on it, or to the product itself", () => {
    const links = [...html.matchAll(/ href="([^"]+)"/g)].map(([, href]) => href!);
    expect(links.length).toBeGreaterThan(400);
    const broken = links.filter((href) => (href.startsWith("#") ? !ids.has(href.slice(1)) : !href.startsWith("/")));
    expect(broken).toEqual([]);
    expect(links).toContain("/api/openapi.json");
  });

  it("brings no script and no handler along", () => {
    expect(html).not.toMatch(/<script|\son[a-z]+=|javascript:/);
  });
});

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("'", "&#x27;");
