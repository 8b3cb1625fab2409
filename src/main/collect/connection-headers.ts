// Request headers of a source: those that were set, and what proves who asks. Never an Origin: services that check it
// refuse pages of other sites, and this is no page.
import type { NamedText, TargetAuth } from '../../contract/scrape.ts';

export function connectionHeaders({
  auth,
  headers,
}: {
  readonly auth: TargetAuth;
  readonly headers: readonly NamedText[];
}): Record<string, string> {
  const all: Record<string, string> = {};
  if (auth.kind === 'bearer') all['authorization'] = `Bearer ${auth.token}`;
  if (auth.kind === 'basic')
    all['authorization'] = `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`;
  for (const { name, value } of headers) if (name.toLowerCase() !== 'origin') all[name.toLowerCase()] = value;
  return all;
}
