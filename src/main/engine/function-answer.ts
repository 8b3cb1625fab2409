// Answer of `profiles.function`: the sums of a function, and its names in the file with all that is not shown of them.
import type { FunctionAnswer, FunctionSumsRequest, WholeName } from '../../contract/profiles/flame.ts';
import type { Profile } from '../../contract/profiles/profile.ts';
import { Demangler } from '../decode/symbols/demangler.ts';
import type { ProfileLibrary } from '../query/profiles/profile-library.ts';
import { functionSums } from '../query/profiles/flame/function-sums.ts';

const mostNames = 16;

export function functionAnswer(request: FunctionSumsRequest, library: ProfileLibrary): FunctionAnswer {
  const sums = functionSums(request, library);
  return { ...sums, wholeNames: wholeNames(library.profile(request.view), request.frame) };
}

/** @param frame a name with what the granularity adds to it, behind a blank */
function wholeNames({ functions, texts }: Profile, frame: string): readonly WholeName[] {
  const demangler = new Demangler('full');
  const found = new Map<string, WholeName>();
  for (let at = 0; at < functions.count && found.size < mostNames; at++) {
    const [name, system] = [functions.name[at] as number, functions.systemName[at] as number];
    if (name === system || name === 0 || system === 0) continue;
    const shown = texts[name] as string;
    const mangled = texts[system] as string;
    if (!frame.startsWith(shown) || found.has(mangled)) continue;
    if (frame.length > shown.length && frame.charAt(shown.length) !== ' ') continue;
    found.set(mangled, { mangled, whole: demangler.nameOf(mangled) ?? mangled });
  }
  return [...found.values()];
}
