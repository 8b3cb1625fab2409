// Browsers may send from pages of this machine.
// Format: Fetch standard, CORS protocol; Private Network Access.

interface OriginVerdict {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const noOrigin: OriginVerdict = { allowed: true, headers: {} };

/** @param origin the Origin header; requests without one do not come from a page */
export function judgeOrigin(origin: string | undefined): OriginVerdict {
  if (origin === undefined || origin === '') return noOrigin;
  if (!isLoopbackOrigin(origin)) return { allowed: false, headers: { vary: 'Origin' } };
  return {
    allowed: true,
    headers: { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After', vary: 'Origin' },
  };
}

export function preflightHeaders(
  requestedHeaders: string | undefined,
  privateNetwork: boolean,
): Record<string, string> {
  return {
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-max-age': '7200',
    ...(requestedHeaders === undefined ? {} : { 'access-control-allow-headers': requestedHeaders }),
    ...(privateNetwork ? { 'access-control-allow-private-network': 'true' } : {}),
  };
}

function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'
  );
}
