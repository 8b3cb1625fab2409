// What of a variable's options is chosen: by the address, by what was saved, else the first.
import { allOption, isChoosable, type ChosenValue, type Variable, type VariableOption } from './variable.ts';

/** `wanted` from the address; undefined: nothing is said there. `options` of variables that have some. */
export function choose(
  variable: Variable,
  options: readonly VariableOption[],
  wanted: readonly string[] | undefined,
): ChosenValue {
  if (!isChoosable(variable) && variable.kind !== 'interval') return free(variable, wanted);
  const multi = variable.kind !== 'interval' && variable.multi;
  const withAll = variable.kind !== 'interval' && variable.includeAll;
  for (const list of [wanted, variable.current]) {
    if (list === undefined || list.length === 0) continue;
    if (withAll && list.includes(allOption)) return { variable, chosen: options, all: true };
    // What the address says counts even where the data do not know it (yet); what was saved has to be there.
    const known = list.flatMap((value) => {
      const option = options.find((one) => one.value === value);
      if (option !== undefined) return [option];
      return list === wanted || options.length === 0 ? [{ text: value, value }] : [];
    });
    const chosen = multi ? known : known.slice(0, 1);
    if (chosen.length > 0 && !chosen.some(({ value }) => value === allOption)) return { variable, chosen, all: false };
  }
  if (withAll) return { variable, chosen: options, all: true };
  return { variable, chosen: options.slice(0, 1), all: false };
}

function free(variable: Variable, wanted: readonly string[] | undefined): ChosenValue {
  const values = variable.kind === 'textbox' && wanted !== undefined ? wanted.slice(0, 1) : variable.current;
  const [value = ''] = values;
  return { variable, chosen: [{ text: value, value }], all: false };
}

/** One value of a variable that a panel or row is repeated for. */
export function chooseOne(chosen: ChosenValue, option: VariableOption): ChosenValue {
  return { variable: chosen.variable, chosen: [option], all: false };
}
