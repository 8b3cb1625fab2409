// Files of a profile that are no pictures and no stacks: pprof's own format, and the table of functions.
import type { WrittenStacks } from '../../contract/flame-files/stack-lengths.ts';
import type { ProfileFileOrder } from '../../contract/profiles/files.ts';
import type { Profile } from '../../contract/profiles/profile.ts';
import type { ProfileFilter, ProfileView } from '../../contract/profiles/view.ts';
import { pprofFile } from '../encode/profiles/pprof-file.ts';
import { topCsvHeader, topCsvRows } from '../encode/profiles/top-csv.ts';
import { comparedProfile, inWords } from '../query/profiles/compared-profile.ts';
import { checkFileLength } from '../query/profiles/files/file-limits.ts';
import type { ProfileLibrary } from '../query/profiles/profile-library.ts';
import { topFunctions } from '../query/profiles/tables/top-answer.ts';
import { selectSamples, type SelectedSamples } from '../query/profiles/view/select-samples.ts';

const rowsOfPiece = 5000;

/** A view as profile.proto, not compressed. Throws ContractError as questions about views do. */
export function pprofOfView({ view }: ProfileFileOrder, library: ProfileLibrary): Generator<Uint8Array, void> {
  return filteredPprof(comparedProfile(library, view), view.filter);
}

/** @throws ContractError for an expression that cannot be read */
export function filteredPprof(profile: Profile, filter: ProfileFilter, noInlines = false): Generator<Uint8Array, void> {
  const selected = inWords(() => selectSamples(profile, filter, noInlines));
  checkFileLength('pprof', writtenSamples(selected, bytesOfLocation));
  return pprofFile({
    profile: selected.profile,
    takes: (sample) => selected.taken[sample] === 1,
    shows: selected.shows,
    hidden: selected.verdicts.hidden,
  });
}

export function* csvOfView(view: ProfileView, library: ProfileLibrary): Generator<string, void> {
  for (let offset = 0; ; offset += rowsOfPiece) {
    const top = topFunctions({ view, sort: 'flat', reversed: false, text: '', offset, limit: rowsOfPiece }, library);
    if (offset === 0) yield topCsvHeader(top);
    yield topCsvRows(top);
    if (top.rows < rowsOfPiece) return;
  }
}

/** A location of a sample is a number of one to three bytes. */
const bytesOfLocation = 2;
const bytesOfSample = 12;

/** Of a line of a text, about: of a frame's name, or of its number. */
const lettersOfFrame = { traces: 30, raw: 5 } as const;

/** @throws ContractError for a text that would be too long to be made, and for an expression that cannot be read */
export function checkStacksText(kind: 'traces' | 'raw', profile: Profile, filter: ProfileFilter): void {
  const selected = inWords(() => selectSamples(profile, filter, false));
  checkFileLength('a text of all stacks', writtenSamples(selected, lettersOfFrame[kind]));
}

function writtenSamples(
  { profile: { samples, stacks }, taken }: SelectedSamples,
  lengthOfFrame: number,
): WrittenStacks {
  const depths = new Int32Array(stacks.count);
  for (let stack = 0; stack < stacks.count; stack++) {
    const up = stacks.parent[stack] as number;
    depths[stack] = 1 + (up < 0 ? 0 : (depths[up] as number));
  }
  let length = 0;
  let deepest = 0;
  for (let sample = 0; sample < samples.count; sample++) {
    if (taken[sample] === 0) continue;
    const stack = samples.stack[sample] as number;
    const depth = stack < 0 ? 0 : (depths[stack] as number);
    length += bytesOfSample + depth * lengthOfFrame;
    deepest = Math.max(deepest, depth);
  }
  return { length, depth: deepest };
}
