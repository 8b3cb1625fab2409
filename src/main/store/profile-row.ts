// A row of the table `profiles` and what it says. Facts that nobody searches by are JSON.
import type { ProfileFormat } from '../../contract/profiles/formats.ts';
import type { ProfileKind } from '../../contract/profiles/kinds.ts';
import type { ProfileOrigin, StoredProfile } from '../../contract/profiles/list.ts';
import { unixNanos } from '../../contract/time.ts';
import { damaged } from './store-error.ts';

export const profileColumns =
  'profile, format, kind, name, services, origin, source, series, start_us, start_ns, timed, duration_ns, received_us, facts, bytes';

/** As `profileColumns` gives it. */
export interface ProfileRow {
  readonly profile: number;
  readonly format: string;
  readonly kind: string;
  readonly name: string;
  readonly services: string;
  readonly origin: string;
  readonly source: string;
  readonly series: string;
  readonly start_us: number;
  readonly start_ns: number;
  readonly timed: number;
  readonly duration_ns: number;
  readonly received_us: number;
  readonly facts: string;
  readonly bytes: number;
}

export type ProfileFacts = Pick<StoredProfile, 'sampleTypes' | 'parts' | 'samples'> & { readonly unshown?: string };

/** Throws ContractError `run-corrupt` for a row that this program, or a newer one, cannot have written. */
export function storedProfile(row: ProfileRow): StoredProfile {
  const facts = parsed(row.facts, row) as ProfileFacts;
  const services = parsed(row.services, row) as readonly string[];
  const whole = [row.start_us, row.start_ns, row.received_us, row.bytes].every(Number.isSafeInteger) && row.bytes >= 0;
  if (!whole || !Array.isArray(services) || !Array.isArray(facts.sampleTypes)) throw wrong(row);
  return {
    profile: row.profile,
    format: row.format as ProfileFormat,
    kind: row.kind as ProfileKind,
    name: row.name,
    services,
    origin: row.origin as ProfileOrigin,
    source: row.source,
    series: row.series,
    start: unixNanos(BigInt(row.start_us) * 1000n + BigInt(row.start_ns)),
    timed: row.timed !== 0,
    durationNanos: row.duration_ns,
    receivedAt: unixNanos(BigInt(row.received_us) * 1000n),
    sampleTypes: facts.sampleTypes,
    parts: facts.parts,
    samples: facts.samples,
    bytes: row.bytes,
    unshown: facts.unshown,
  };
}

function parsed(text: string, row: ProfileRow): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw wrong(row);
}

function wrong({ profile }: ProfileRow): unknown {
  return damaged(`what it says of profile ${profile} cannot be read`);
}
