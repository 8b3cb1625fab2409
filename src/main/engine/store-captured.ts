// A profile that was fetched goes into the live run.
import type { ReceivedProfile } from './profile-pack.ts';
import type { ProfileService } from './profile-service.ts';
import type { CapturedProfile } from '../../contract/profiles/captures.ts';
import { unixNanos } from '../../contract/time.ts';
import type { FetchedProfile } from '../collect/captures/capture.ts';

/** Rejects with ContractError for what is no profile, and when the disk refuses. */
export async function storeCaptured(
  profiles: Pick<ProfileService, 'store'>,
  { bytes, name, service, source, startedAt, durationNanos }: FetchedProfile,
  signal: AbortSignal,
): Promise<CapturedProfile> {
  const received: ReceivedProfile = {
    origin: 'capture',
    bytes,
    name,
    services: [service],
    source,
    start: startedAt,
    durationNanos,
    receivedAt: unixNanos(startedAt + BigInt(Math.round(durationNanos))),
  };
  const { run, profile } = await profiles.store(received, signal);
  return { run, profile };
}
