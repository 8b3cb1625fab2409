// A model is sent the whole conversation with every call. How many of a call's first messages were said in an earlier call
// of the same conversation already, so that only what is new has to be shown.
import type { GenAiMessage, GenAiStep } from '../../../../contract/genai.ts';

/** Per step the number of its first input messages that are repeated; 0 for steps that are not model calls. */
export function heardBefore(steps: readonly GenAiStep[]): readonly number[] {
  const said: string[][] = [];
  return steps.map((step) => {
    if (step.kind !== 'model') return 0;
    const input = step.input.map(keyOf);
    let repeated = 0;
    for (const earlier of said) repeated = Math.max(repeated, commonStart(earlier, input));
    said.push([...input, ...step.output.map(keyOf)]);
    // Only the latest conversations: several agents may take turns in one trace.
    if (said.length > kept) said.shift();
    return repeated;
  });
}

const kept = 16;

function commonStart(a: readonly string[], b: readonly string[]): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i += 1;
  return i;
}

/** Ids of calls may be left out when a message is sent again. */
function keyOf({ role, parts }: GenAiMessage): string {
  return JSON.stringify([role, parts.map((part) => [part.kind, part.text, part.kind === 'call' ? part.name : ''])]);
}
