// A profile file as text, without a run: what `otterscope profile` prints.
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ContractError } from '../../contract/errors.ts';
import type { ProfileFileFormat } from '../../contract/profiles/files.ts';
import type { Profile } from '../../contract/profiles/profile.ts';
import type { NameWish } from '../../contract/profiles/symbol-names.ts';
import type { DecodedProfiles } from '../decode/profiles/profile-format.ts';
import { profileLimits } from '../decode/profiles/profile-limits.ts';
import { RegexError } from '../query/promql/regex/regex-tree.ts';
import { subtractProfile } from '../query/profiles/join/subtract-profile.ts';
import { reportText, type ReportRequest } from '../query/profiles/reports/report-text.ts';
import { allocationOutput } from './allocation-output.ts';
import { systemCode } from './engine-failure.ts';
import { readProfile } from './profile-decode.ts';
import { isProfileFile, profileFileOutput } from './profile-file-output.ts';
import { tooLarge } from './profile-plain.ts';
import { checkStacksText, filteredPprof } from './profile-table-files.ts';

export interface ProfileOutputRequest extends Omit<ReportRequest, 'profile' | 'type' | 'kind'> {
  readonly kind: ReportRequest['kind'] | ProfileFileFormat;
  readonly path: string;
  /** Which profile of a file that holds several, from 0. */
  readonly part: number;
  readonly names: NameWish;
  /** A name, a number, or '' for the profile's own choice. */
  readonly sampleType: string;
  /** Of a DHAT file the page of its viewer by this metric; `undefined` for a report. Other files have the report. */
  readonly allocations: string | undefined;
  readonly base: { readonly path: string; readonly markBase: boolean; readonly normalized: boolean } | undefined;
}

/** Text, a piece at a time, or the bytes of a file. Throws ContractError, in words for the person who asked. */
export function* profileOutput(request: ProfileOutputRequest): Generator<string | Uint8Array, void> {
  if (request.allocations !== undefined) {
    const { dhat } = decodedFile(request.path, request.names);
    if (dhat !== undefined) {
      yield allocationOutput(dhat, request.allocations);
      return;
    }
    if (request.allocations !== '') throw new ContractError('bad-request', 'Metrics are those of DHAT files.');
  }
  const profile = partOf(request.path, request);
  const { base, kind } = request;
  const other = base === undefined ? undefined : partOf(base.path, request);
  try {
    if (isProfileFile(kind) && kind !== 'pprof') {
      yield* profileFileOutput({
        ...request,
        format: kind,
        profile,
        base: other,
        type: sampleTypeOf(profile, request.sampleType),
      });
      return;
    }
    const shown = base === undefined || other === undefined ? profile : subtractProfile(profile, other, base);
    if (kind === 'pprof') yield gzipSync(Buffer.concat([...filteredPprof(shown, request.filter, request.noInlines)]));
    else {
      if (kind === 'traces' || kind === 'raw') checkStacksText(kind, shown, request.filter);
      yield reportText({ ...request, kind, profile: shown, type: sampleTypeOf(shown, request.sampleType) });
    }
  } catch (cause) {
    if (cause instanceof RegexError || (cause instanceof Error && cause.constructor === Error))
      throw new ContractError('bad-request', cause.message);
    if (cause instanceof RangeError) throw new ContractError('bad-request', tooLong);
    throw cause;
  }
}

const tooLong = 'The text would be too long to be made; take fewer stacks, with -focus or -show_from.';

function partOf(path: string, { part, names }: ProfileOutputRequest): Profile {
  const { profiles } = decodedFile(path, names);
  const one = profiles[part];
  if (one !== undefined) return one;
  const many = profiles.length === 1 ? 'one profile' : `${profiles.length} profiles`;
  throw new ContractError('bad-request', `${basename(path)} holds ${many}; there is no number ${part}.`);
}

/** Throws ContractError, with the file's name in front. */
function decodedFile(path: string, names: NameWish): DecodedProfiles {
  try {
    const { size } = statSync(path);
    if (size > profileLimits.bytes) throw tooLarge(size);
    const read = readProfile(readFileSync(path), undefined, undefined, names);
    if (read.kind === 'unshown') throw new ContractError('bad-request', read.reason);
    return read.decoded;
  } catch (cause) {
    if (cause instanceof ContractError) throw new ContractError(cause.code, `${basename(path)}: ${cause.message}`);
    const code = systemCode(cause);
    if (code === undefined) throw cause;
    throw new ContractError(
      'bad-request',
      `${path} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code}.`,
    );
  }
}

/** As pprof finds it: `inuse_` in front of a name may be missing in the file. */
function sampleTypeOf({ sampleTypes, defaultType }: Profile, wanted: string): number {
  if (wanted === '') return defaultType;
  const number = /^\d+$/.test(wanted) ? Number(wanted) : -1;
  const bare = wanted.replace(/^inuse_/, '');
  const found = number >= 0 ? number : sampleTypes.findIndex(({ type }) => type === wanted || type === bare);
  if (sampleTypes[found] !== undefined) return found;
  const known = sampleTypes.map(({ type }) => type).join(', ');
  throw new ContractError('bad-request', `There is no sample type "${wanted}"; the profile has ${known}.`);
}
