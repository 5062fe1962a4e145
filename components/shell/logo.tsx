/** The product's sign. */
export const Logo = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
    <rect width="32" height="32" rx="8" className="fill-accent" />
    <g fill="none" strokeLinecap="round" strokeWidth="2.5" className="stroke-on-accent">
      <circle cx="16" cy="16" r="9" strokeDasharray="44 13" transform="rotate(-20 16 16)" />
      <path d="m12 16.2 3 3 6.5-7" strokeLinejoin="round" />
    </g>
  </svg>
);
