import { encode } from "uqr";

/** A text as a QR code: dark on white in every theme, with the margin that readers need. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} className="size-48 rounded-lg bg-white">
      <path d={path} fill="black" shapeRendering="crispEdges" />
    </svg>
  );
}
