// The flame graph of a view as SVG: coloured by package, or by the change where two profiles are compared.
import { flameSvg } from '../../../../contract/flame-files/flame-svg.ts';
import type { ProfileFileOrder } from '../../../../contract/profiles/files.ts';
import {
  changeColour,
  frameColourOf,
  frameColours,
  plainFrameColour,
  type FrameColour,
} from '../../../../contract/profiles/frame-colour.ts';
import { autoUnit, formatScaled } from '../../../../contract/profiles/units.ts';
import { shownTree } from '../flame/shown-tree.ts';
import type { ProfileLibrary } from '../profile-library.ts';

export function flamePictureFile(order: ProfileFileOrder, title: string, library: ProfileLibrary): string {
  const { format, view, zoom, width, root } = order;
  const { tree, sampleType, zoom: from } = shownTree(library, view, width, zoom);
  const { key, keys, sides, total } = tree;
  const text = (value: number): string => formatScaled(value, sampleType.unit, autoUnit);
  const sidesText = (node: number): string => {
    const [before, now] = [sides?.leftTotal[node] ?? 0, sides?.rightTotal[node] ?? 0];
    const sign = now > before ? '+' : now < before ? '−' : '';
    return `${text(before)} → ${text(now)}, ${sign}${text(Math.abs(now - before))}`;
  };
  const colourOf = (node: number): FrameColour => {
    const one = key[node] as number;
    if (one < 0) return plainFrameColour;
    if (sides !== undefined) return changeColour(sides.leftTotal[node] as number, sides.rightTotal[node] as number);
    return frameColours[frameColourOf(keys.packageOf(one), keys.nameOf(one))] ?? plainFrameColour;
  };
  return flameSvg(
    { ...tree, nameOf: (node) => (node === 0 ? 'everything' : keys.nameOf(key[node] as number)) },
    {
      title: `${title}: ${sampleType.type}, ${
        sides === undefined ? text(total[from] as number) : `${sidesText(from)} · blue is less, orange is more`
      }`,
      compared: sides !== undefined,
      interactive: format === 'svg',
      root,
      colourOf,
      valueText: (node) => (sides === undefined ? text(total[node] as number) : sidesText(node)),
      from,
    },
  );
}
