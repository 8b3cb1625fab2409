// Originals that OTLP profiles carry with them, without secrets: labels of pprof are masked; what cannot be looked into is not
// kept, and counted.
import { gzipSync } from 'node:zlib';
import { ContractError } from '../../contract/errors.ts';
import type { MaskedKeys } from '../decode/mask/masked-keys.ts';
import type { SecretDigest } from '../decode/mask/write-mask.ts';
import type { MaskOriginal } from '../decode/profiles/otlp-originals.ts';
import { maskPprofLabels } from '../decode/profiles/pprof-mask.ts';
import { DecodeFault } from '../decode/result.ts';
import type { Rejection } from '../../contract/span-batch.ts';
import { plainProfile } from './profile-plain.ts';

export interface OriginalsMask {
  readonly mask: MaskOriginal;
  /** Why originals were not kept so far, with their numbers. */
  readonly withheld: () => readonly Rejection[];
}

export function createOriginalsMask(keys: MaskedKeys, digest: SecretDigest): OriginalsMask {
  const reasons = new Map<string, number>();
  const withhold = (why: string): Uint8Array => {
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
    return new Uint8Array(0);
  };
  return {
    mask(payload, format) {
      if (payload.length === 0) return payload;
      if (format !== 'pprof') return withhold(`masked keys cannot be looked for in the format "${format}"`);
      try {
        const plain = plainProfile(payload);
        const own = plain === payload ? Uint8Array.from(plain) : plain;
        if (!maskPprofLabels(own, keys, digest)) return payload;
        return plain === payload ? own : gzipSync(own, { level: 1 });
      } catch (fault) {
        if (!(fault instanceof DecodeFault) && !(fault instanceof ContractError)) throw fault;
        return withhold(`masked keys cannot be looked for in it: ${fault.message}`);
      }
    },
    withheld: () =>
      [...reasons].map(([why, count]) => ({
        field: '',
        offset: -1,
        reason: `the original of ${count === 1 ? 'a profile' : `${count} profiles`} is not kept: ${why}`,
      })),
  };
}
