// Which samples belong to a view, and what the filter says of the frames and stacks that lead to them.
import { beatOf, type Beat } from '../../../../contract/beat.ts';
import { frameVerdicts, type FrameVerdicts } from './frame-verdicts.ts';
import { withLabelFrames } from './label-frames.ts';
import { matchingLabelSets } from './label-filter.ts';
import { stackStates, StackState } from './stack-states.ts';
import { ContractError } from '../../../../contract/errors.ts';
import { isOfSpan, parseSpanFilter, sampleSpans } from '../../../../contract/profiles/sample-spans.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';
import type { ProfileFilter } from '../../../../contract/profiles/view.ts';

export interface SelectedSamples {
  /** The profile, with frames for labels where the filter asks for them. */
  readonly profile: Profile;
  readonly verdicts: FrameVerdicts;
  /** Bits of StackState per stack; `undefined` where no expression says anything about stacks. */
  readonly states: Uint8Array | undefined;
  /** 1 per sample that belongs to the view. */
  readonly taken: Uint8Array;
  /** Names of expressions of the filter, as pprof calls them, that match nothing. */
  readonly unmatched: readonly string[];
  /** Whether the innermost frame of a stack is shown. */
  readonly shows: (stack: number) => boolean;
}

/**
 * @param alive throws once nobody waits
 * @throws RegexError for an expression that cannot be read, in the words of Go's regexp package
 */
export function selectSamples(
  profile: Profile,
  filter: ProfileFilter,
  noInlines: boolean,
  alive: () => void = () => undefined,
): SelectedSamples {
  const beat = beatOf(alive);
  const source = withLabelFrames(profile, filter.tagRoot, filter.tagLeaf, beat);
  const verdicts = frameVerdicts(source, filter, noInlines, beat);
  alive();
  const unmatched = [...verdicts.unmatched];
  const states = isPlain(filter, verdicts) ? undefined : stackStates(source, verdicts);
  alive();
  const taken = takenSamples(source, filter, states, verdicts, unmatched, beat);
  const wanted = filter.showFrom === '' ? 0 : StackState.from;
  const bits = StackState.cut | wanted;
  const shows = (stack: number): boolean =>
    verdicts.hidden[source.stacks.frame[stack] as number] === 0 &&
    (states === undefined || ((states[stack] as number) & bits) === wanted);
  return { profile: source, verdicts, states, taken, unmatched, shows };
}

function isPlain({ focus, ignore, hide, show, showFrom }: ProfileFilter, { anyDropped }: FrameVerdicts): boolean {
  return !anyDropped && `${focus}${ignore}${hide}${show}${showFrom}` === '';
}

/** 1 per sample that belongs to the view. */
function takenSamples(
  profile: Profile,
  filter: ProfileFilter,
  states: Uint8Array | undefined,
  verdicts: FrameVerdicts,
  unmatched: string[],
  beat: Beat,
): Uint8Array {
  const { samples } = profile;
  const byName = `${filter.focus}${filter.ignore}${filter.hide}${filter.show}` !== '';
  const wanted =
    (byName ? StackState.focused : 0) |
    (byName && verdicts.anyGone ? StackState.visible : 0) |
    (filter.showFrom === '' ? 0 : StackState.from);
  const labelled = (name: string, expression: string): Uint8Array | undefined => {
    if (expression === '') return undefined;
    const matches = matchingLabelSets(profile, expression, beat);
    if (!matches.includes(1)) unmatched.push(name);
    return matches;
  };
  const tagFocus = labelled('tagfocus', filter.tagFocus);
  const tagIgnore = labelled('tagignore', filter.tagIgnore);
  const ofSpan = filter.span === '' ? undefined : samplesOf(profile, filter.span);
  if (ofSpan?.includes(1) === false) unmatched.push('span');
  const taken = ofSpan ?? new Uint8Array(samples.count).fill(1);
  for (let at = 0; at < samples.count; at++) {
    const set = samples.labels[at] as number;
    if (tagFocus?.[set] === 0 || tagIgnore?.[set] === 1 || !inTime(profile, at, filter)) taken[at] = 0;
    else if (states !== undefined) {
      const stack = samples.stack[at] as number;
      const state = stack < 0 ? 0 : (states[stack] as number);
      const ignored = byName && (state & StackState.ignored) !== 0;
      if ((state & wanted) !== wanted || ignored) taken[at] = 0;
    }
  }
  return taken;
}

/** 1 per sample of the span or trace. Throws ContractError `bad-request` for what is no id of one. */
function samplesOf(profile: Profile, text: string): Uint8Array {
  const asked = parseSpanFilter(text);
  if (asked === undefined)
    throw new ContractError(
      'bad-request',
      `"${text}" is no id of a span (16 hexadecimal digits) or of a trace (32), nor both with - between them.`,
    );
  const known = sampleSpans(profile);
  const wanted = known?.spans.map((span) => isOfSpan(asked, span)) ?? [];
  return Uint8Array.from({ length: profile.samples.count }, (_, at) => (wanted[known?.of[at] ?? -1] === true ? 1 : 0));
}

function inTime({ samples }: Profile, sample: number, { from, to }: ProfileFilter): boolean {
  if (samples.time === undefined) return true;
  const time = samples.time[sample] as number;
  return (from === undefined || time >= from) && (to === undefined || time < to);
}
