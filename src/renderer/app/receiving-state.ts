// What the pill in the top bar says about incoming data; pure, so that its words can be tested.
import type { Endpoints, IngestTotals } from '../../contract/ingest.ts';
import { millisOfUnixNanos } from '../../contract/time.ts';
import { formatShortCount } from '../ui/number-text.ts';
import { formatAge } from '../ui/time-text.ts';

export interface ReceivingState {
  readonly kind: 'receiving' | 'quiet' | 'listening' | 'taken' | 'off';
  readonly text: string;
}

/** Data younger than this is "receiving", milliseconds. */
export const freshFor = 15_000;

/** `perSecond`: items (spans and logs) a second just now; `now` in Unix milliseconds. */
export function receivingState(
  endpoints: Endpoints,
  totals: IngestTotals,
  now: number,
  perSecond: number,
): ReceivingState {
  const taken = [endpoints.grpc, endpoints.http].filter((endpoint) => endpoint.kind === 'taken');
  const listening = [endpoints.grpc, endpoints.http].filter((endpoint) => endpoint.kind === 'listening');
  if (taken.length > 0) {
    const ports = taken.map((endpoint) => endpoint.port).join(' and ');
    return { kind: 'taken', text: `Port${taken.length > 1 ? 's' : ''} ${ports} taken` };
  }
  const down = [endpoints.grpc, endpoints.http].find((endpoint) => endpoint.kind === 'down');
  if (down !== undefined) return { kind: 'off', text: `Receiving is ${down.reason}` };
  if (listening.length === 0) return { kind: 'off', text: 'Not listening' };
  if (totals.lastAt === undefined)
    return { kind: 'listening', text: `Listening on ${listening.map(({ port }) => `:${port}`).join(' ')}` };
  const age = now - millisOfUnixNanos(totals.lastAt);
  if (age < freshFor)
    return { kind: 'receiving', text: perSecond >= 1 ? `Receiving ${formatShortCount(perSecond)}/s` : 'Receiving' };
  return { kind: 'quiet', text: `Last data ${formatAge(age)}` };
}
