// The mark: an otter's head as a round scope, its whiskers three bars of a waterfall.
import type { ReactNode } from 'react';

export function Logo({ size = 20 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="5" cy="6.2" r="2.9" fill="currentColor" />
      <circle cx="19" cy="6.2" r="2.9" fill="currentColor" />
      <circle cx="12" cy="13" r="10" fill="currentColor" />
      <circle cx="8.2" cy="10.4" r="1.35" fill="var(--bg-sunken)" />
      <circle cx="15.8" cy="10.4" r="1.35" fill="var(--bg-sunken)" />
      <path
        d="M10.4 13.1h3.2a.5.5 0 0 1 .38.82l-1.6 1.86a.5.5 0 0 1-.76 0l-1.6-1.86a.5.5 0 0 1 .38-.82Z"
        fill="var(--bg-sunken)"
      />
      <path
        d="M4.6 15.6h4M5.8 18.1h4.4M13.8 18.1h4.4M15.4 15.6h4"
        stroke="var(--bg-sunken)"
        strokeWidth="1.25"
        strokeLinecap="round"
      />
    </svg>
  );
}
