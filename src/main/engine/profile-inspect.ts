// What is found out of a file before it is stored. It is decoded for that, and kept for whoever opens it next.
import { readFileSync, statSync } from 'node:fs';
import { hex } from '../../contract/ids.ts';
import type { Profile } from '../../contract/profiles/profile.ts';
import { sampleSpans, spanBytes, spanFilterText } from '../../contract/profiles/sample-spans.ts';
import type { UnixNanos } from '../../contract/time.ts';
import { profileLimits } from '../decode/profiles/profile-limits.ts';
import { mostProfileSpans } from '../store/new-profile.ts';
import type { Alive } from '../store/reader-face.ts';
import { keepDecoded } from './profile-context.ts';
import { contentKey, readProfile } from './profile-decode.ts';
import type { ProfileMemory } from './profile-memory.ts';
import type { InspectedProfile, ProfileQuestion } from './profile-messages.ts';
import { compressionOf, tooLarge } from './profile-plain.ts';

type File = Extract<ProfileQuestion, { kind: 'inspect' }>['file'];

/** Throws ContractError `bad-request` for what cannot be read, `cancelled` once nobody waits. */
export function inspectProfile(file: File, memory: ProfileMemory, alive: Alive): InspectedProfile {
  const received = 'bytes' in file ? file.bytes : bytesOf(file.path);
  const sha256 = contentKey(received);
  const decode = (): ReturnType<typeof readProfile> => readProfile(received, undefined, alive);
  const read = keepDecoded(memory, hex(sha256), received.length, decode);
  const known = { format: read.format, bytes: received.length, compression: compressionOf(received), sha256 };
  if (read.kind === 'unshown') return { ...known, ...factsOf([]), unshown: read.reason };
  return { ...known, ...factsOf(read.decoded.profiles), unshown: undefined };
}

/** What the list says of a file with these profiles. */
export function factsOf(profiles: readonly Profile[]): Omit<InspectedProfile, keyof FileFacts> {
  const types = new Map(
    profiles.flatMap(({ sampleTypes }) => sampleTypes).map((one) => [`${one.type}/${one.unit}`, one]),
  );
  const starts = profiles.map(({ time }) => time).filter((time) => time !== undefined);
  const start = starts.reduce<UnixNanos | undefined>(
    (least, time) => (least !== undefined && least < time ? least : time),
    undefined,
  );
  const end = profiles.reduce(
    (latest, { time, durationNanos = 0 }) =>
      Math.max(latest, Number((time ?? start ?? 0n) - (start ?? 0n)) + durationNanos),
    0,
  );
  return {
    title: profiles[0]?.title ?? '',
    sampleTypes: [...types.values()],
    defaultType: profiles[0]?.sampleTypes[profiles[0].defaultType]?.type ?? '',
    parts: profiles.length,
    samples: profiles.reduce((sum, { samples }) => sum + samples.count, 0),
    durationNanos: end,
    start,
    spans: spansOf(profiles),
  };
}

type FileFacts = Pick<InspectedProfile, 'format' | 'bytes' | 'compression' | 'sha256' | 'unshown'>;

function bytesOf(path: string): Uint8Array {
  const { size } = statSync(path);
  if (size > profileLimits.bytes) throw tooLarge(size);
  return readFileSync(path);
}

function spansOf(profiles: readonly Profile[]): readonly Uint8Array[] {
  const found = new Map<string, Uint8Array>();
  for (const profile of profiles)
    for (const span of sampleSpans(profile)?.spans ?? []) {
      if (found.size >= mostProfileSpans) break;
      found.set(spanFilterText(span), spanBytes(span));
    }
  return [...found.values()];
}
