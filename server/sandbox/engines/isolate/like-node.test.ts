import { afterAll, beforeAll, expect, it } from "vitest";
import { handler, runScreen } from "../../fixtures/run-screen.ts";
import type { Sandbox } from "../../sandbox.ts";
import { createIsolateSandbox } from "./index.ts";

/** Expressions of the web platform whose answers Node knows. */
const EXPRESSIONS = [
  `new URL("HTTP://user:pa ss@EXAMPLE.com:80/a/../b?x=1&y=é#h").href`,
  `[...new URLSearchParams("a=1&b=2&a=3").getAll("a")].join()`,
  `new URLSearchParams({a:"1 2",b:"é&"}).toString()`,
  `(()=>{const u=new URL("https://a.com/?q=1");u.searchParams.append("z","ü");return u.href})()`,
  `URL.canParse("nope")+","+URL.canParse("https://ok")`,
  `new URL("//b.c/d","https://a.com").href`,
  `Array.from(new TextEncoder().encode("a€😀")).join()`,
  `new TextDecoder().decode(new Uint8Array([0xef,0xbb,0xbf,0x61]))`,
  `new TextDecoder("utf-8",{fatal:true}).decode(new Uint8Array([0xff]))`,
  `new TextDecoder().decode(new Uint8Array([0xff,0x61]))`,
  `(()=>{const d=new TextDecoder();return d.decode(new Uint8Array([0xe2,0x82]),{stream:true})+d.decode(new Uint8Array([0xac]))})()`,
  `new TextDecoder("utf-16le").decode(new Uint8Array([0x61,0,0x62,0]))`,
  `new TextDecoder("latin1").encoding`,
  `JSON.stringify(new TextEncoder().encodeInto("a😀b",new Uint8Array(4)))`,
  `(()=>{const m=new Map([[1,{d:new Date(0),r:/a/gi,s:new Set([1,2])}]]);const c=structuredClone(m);return c.get(1).d.getTime()+c.get(1).r.flags+[...c.get(1).s].join()})()`,
  `(()=>{try{structuredClone(()=>1)}catch(e){return e.name+"|"+(e instanceof DOMException)+"|"+e.code}})()`,
  `(()=>{const o={};o.o=o;const c=structuredClone(o);return c.o===c})()`,
  `(()=>{const b=new ArrayBuffer(8);structuredClone(b,{transfer:[b]});return b.byteLength})()`,
  `structuredClone(new Error("x",{cause:1})) instanceof Error`,
  `structuredClone(new Uint8Array([1,2,3])).join()`,
  `atob("aGk=")+btoa("hé")`,
  `(()=>{try{btoa("€")}catch(e){return e.name+e.code}})()`,
  `(()=>{try{atob("a")}catch(e){return e.name+e.code}})()`,
  `atob(" a G k = ")`,
  `(async()=>{const a=[];queueMicrotask(()=>a.push(1));Promise.resolve().then(()=>a.push(2));setTimeout(()=>a.push(3),0);await new Promise(r=>setTimeout(r,20));return a.join()})()`,
  `(async()=>{let n=0;await new Promise(r=>{const i=setInterval(()=>{if(++n===3){clearInterval(i);r()}},2)});return n})()`,
  `(()=>{const c=new AbortController();let r="";c.signal.addEventListener("abort",e=>r+=e.type);c.abort("why");return r+c.signal.reason+c.signal.aborted})()`,
  `(()=>{const a=new AbortController(),b=new AbortController();const s=AbortSignal.any([a.signal,b.signal]);b.abort(7);return s.reason})()`,
  `(()=>{const h=new Headers([["A","1"],["a","2"]]);h.append("b","3");return JSON.stringify([...h])})()`,
  `new Headers({"Set-Cookie":"a=1"}).getSetCookie().join()`,
  `(()=>{try{new Headers({"a b":"1"})}catch(e){return e.name}})()`,
  `(async()=>{const r=new Response(JSON.stringify({a:1}),{status:201,headers:{"x-y":"z"}});return r.status+r.ok+r.headers.get("X-Y")+(await r.json()).a+r.bodyUsed})()`,
  `(async()=>{const r=Response.json({a:[1]});return r.headers.get("content-type")+await r.text()})()`,
  `(async()=>{const r=new Response("x");const c=r.clone();await r.text();return await c.text()})()`,
  `(async()=>{const r=new Response("x");await r.text();try{await r.text()}catch(e){return e.name}})()`,
  `(()=>{try{new Response("x",{status:99})}catch(e){return e.name}})()`,
  `(()=>{try{new Response("x",{status:204})}catch(e){return e.name}})()`,
  `Response.error().type+Response.redirect("https://a.b/",302).headers.get("location")`,
  `(async()=>{const r=new Request("https://a.b/c",{method:"post",body:new URLSearchParams({a:"1"})});return r.method+r.headers.get("content-type")+await r.text()+r.url})()`,
  `(()=>{try{new Request("https://a.b",{body:"x"})}catch(e){return e.name}})()`,
  `(async()=>{const f=new FormData();f.append("a","1");f.append("f",new Blob(["hi"],{type:"text/plain"}),"n.txt");const r=new Response(f);const g=await r.formData();return g.get("a")+g.get("f").name+await g.get("f").text()+g.get("f").type})()`,
  `(()=>{const f=new FormData();f.set("a","1");f.append("a","2");f.delete("b");return JSON.stringify([...f])+f.has("a")})()`,
  `(async()=>{const b=new Blob(["ab",new Uint8Array([99])],{type:"Text/Plain"});return b.size+b.type+await b.slice(1,3).text()+(await b.arrayBuffer()).byteLength})()`,
  `(()=>{const f=new File(["x"],"a.txt",{lastModified:5});return f.name+f.lastModified+(f instanceof Blob)})()`,
  `crypto.randomUUID().length+crypto.getRandomValues(new Uint8Array(4)).length`,
  `(()=>{try{crypto.getRandomValues(new Float32Array(1))}catch(e){return e.name}})()`,
  `(async()=>{const d=await crypto.subtle.digest("SHA-256",new TextEncoder().encode("abc"));return btoa(String.fromCharCode(...new Uint8Array(d)))})()`,
  `(async()=>{const d=await crypto.subtle.digest({name:"sha-1"},new Uint8Array());return new Uint8Array(d).length})()`,
  `(async()=>{const k=await crypto.subtle.importKey("raw",new TextEncoder().encode("k"),{name:"HMAC",hash:"SHA-512"},true,["sign","verify"]);const s=await crypto.subtle.sign("HMAC",k,new Uint8Array([1]));return k.algorithm.hash.name+k.algorithm.length+await crypto.subtle.verify("HMAC",k,s,new Uint8Array([1]))+(await crypto.subtle.exportKey("jwk",k)).alg})()`,
  `(async()=>{try{await crypto.subtle.digest("MD5",new Uint8Array())}catch(e){return e.name}})()`,
  `typeof performance.now()+(performance.now()>0)`,
  `new Intl.NumberFormat("de-DE",{style:"currency",currency:"EUR"}).format(1234.5)`,
  `new Date(0).toLocaleString("en-GB",{timeZone:"Asia/Tokyo"})`,
  `new Intl.DateTimeFormat("ja-JP",{dateStyle:"full",timeZone:"UTC"}).format(0)`,
  `new Intl.RelativeTimeFormat("fr").format(-1,"day")`,
  `[3,1,2].toSorted().join()+Object.groupBy([1,2,3],x=>x%2?"o":"e").o.join()`,
  `new Event("x",{cancelable:true}).type+(()=>{const t=new EventTarget();let s="";t.addEventListener("x",()=>s+="1",{once:true});t.dispatchEvent(new Event("x"));t.dispatchEvent(new Event("x"));return s})()`,
  `new DOMException("m","AbortError").code`,
  `JSON.stringify(new URL("https://a.b/c"))`,
  `[1,[2,[3]]].flat(Infinity).join()+"abc".at(-1)+structuredClone({a:undefined}).hasOwnProperty("a")`,
  `(()=>{const p=Promise.withResolvers();p.resolve(3);return p.promise})()`,
  `(async()=>{const r=await new Response(new Uint8Array([1,2])).bytes();return r.join()})()`,
  `(async()=>{const r=new Response("é");return r.headers.get("content-type")})()`,
  `new Blob().text instanceof Function`,
  `"ﬀ".normalize("NFKC")+"İ".toLowerCase().length+"ı".toLocaleUpperCase("tr")`,
  `/(?<y>\\d{4})-(?<m>\\d\\d)/u.exec("2026-01").groups.y+"aXbX".replaceAll("X","-")`,
  `(()=>{class A{#x=1;static{this.y=2};get x(){return this.#x}};return new A().x+A.y})()`,
  `(async()=>{const a=[];for await(const x of (async function*(){yield 1;yield 2})())a.push(x);return a.join()})()`,
  `new Error("a",{cause:new Error("b")}).cause.message+new AggregateError([1],"m").errors.length`,
  `(()=>{try{null.x}catch(e){return e.message}})()`,
  `(async()=>{const s=new Set([1,2]).union(new Set([3]));return [...s].join()})()`,
  `(async()=>{const r=new Request("https://a.b",{headers:{a:"1"}});const q=new Request(r,{headers:{b:"2"}});return [...q.headers].join()})()`,
  `(async()=>{return await new Response(new Blob(["x"],{type:"a/b"})).headers.get("content-type")})()`,
  `new URL("https://exämple.com/ä?ö#ü").href`,
  `new URLSearchParams("?a=b+c%20d").get("a")`,
  `(()=>{const u=new URL("https://a.b:443");u.port="8080";u.hash="x";u.pathname="/é";return u.toString()})()`,
];

const SETTLED = (expressions: readonly string[]) => `
  const answers = [];
  for (const ask of [${expressions.map((expression) => `async () => (${expression})`).join(",\n")}]) {
    try {
      answers.push(JSON.stringify(await ask()) ?? "undefined");
    } catch (error) {
      answers.push("throws " + error.name);
    }
  }
  return answers;`;

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createIsolateSandbox({ size: 1, isolation: "shared", jit: "on", now: Date.now });
});
afterAll(() => sandbox.close());

it("answers as Node does", async () => {
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  const expected: string[] = await new AsyncFunction(SETTLED(EXPRESSIONS))();
  const { outcome } = await runScreen(sandbox, handler(SETTLED(EXPRESSIONS)));
  expect(outcome).toMatchObject({ status: "completed" });
  const answers: string[] = outcome.status === "completed" ? JSON.parse(outcome.resultJson) : [];
  const told = (list: string[]) => Object.fromEntries(EXPRESSIONS.map((expression, at) => [expression, list[at]]));
  expect(told(answers)).toEqual(told(expected));
});
