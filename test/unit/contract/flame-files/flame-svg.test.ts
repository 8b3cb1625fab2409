import { expect, it } from 'vitest';
import { largeProfileFixture } from '../../../support/profiles/profile-file.ts';
import { profileOfFolded, treeOf } from '../../../support/profiles/tree-of.ts';
import { flameSvg, type FlameSvgOptions } from '../../../../src/contract/flame-files/flame-svg.ts';
import type { FrameTree } from '../../../../src/contract/flame-files/frame-tree.ts';
import type { CallTree } from '../../../../src/main/query/profiles/tree/call-tree.ts';

const frames = (tree: CallTree): FrameTree => ({
  ...tree,
  nameOf: (node) => (node === 0 ? 'all' : tree.keys.nameOf(tree.key[node] as number)),
});
const made = frames(treeOf(profileOfFolded('GET <cart> & more 10\nGET <cart> & more;select "x" 30\nidle 0.4\n')));
const optionsOf = (tree: FrameTree): FlameSvgOptions => ({
  title: 'Trace <1>',
  interactive: false,
  root: 'top',
  colourOf: () => ({ fill: '#123456', ink: '#ffffff' }),
  valueText: (node) => `${tree.total[node]} u`,
  from: 0,
});
const picture = (tree: FrameTree, options: Partial<FlameSvgOptions> = {}): string =>
  flameSvg(tree, { ...optionsOf(tree), ...options });

it('holds each frame with name, value and share, and nothing that runs', () => {
  const svg = picture(made);
  expect(svg).toContain('<title>GET &lt;cart&gt; &amp; more (40 u, 99 %)</title>');
  expect(svg).toContain('<title>Trace &lt;1&gt;</title>');
  expect(svg).not.toMatch(/<script|<style|href=|style=|url\(/);
  expect(svg.match(/<g>/g)).toHaveLength(4);
  expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
});

it('holds only what is zoomed, as wide as the picture', () => {
  const svg = picture(made, { from: 1 });
  expect(svg.match(/<g>/g)).toHaveLength(2);
  expect(svg).toContain('width="100%"');
  expect(svg).toContain('(30 u, 75 %)');
  expect(svg).toContain('total_samples="40"');
  expect(svg).toContain('fg:x="0" fg:w="30"');
});

it('has exact whole numbers where values have fractions', () => {
  const widths = [...picture(made).matchAll(/fg:w="(\d+)"/g)].map(([, wide]) => Number(wide));
  const [all = 0, cart = 0, select = 0, idle = 0] = widths;
  expect([cart / all, select / all, idle / all].map((share) => share.toFixed(6))).toEqual([
    '0.990099',
    '0.742574',
    '0.009901',
  ]);
  expect(cart + idle).toBe(all);
});

it('has the root where it is wanted', () => {
  const rows = (svg: string): readonly number[] => [...svg.matchAll(/ y="(\d+)" width/g)].map(([, y]) => Number(y));
  const [top, below] = rows(picture(made));
  expect(below).toBe((top as number) + 18);
  const [bottom, above] = rows(picture(made, { root: 'bottom' }));
  expect(above).toBe((bottom as number) - 18);
});

it('leaves out what is too narrow and says how many', () => {
  const many = Array.from({ length: 50_000 }, (_, at) => `f${at} 1`).join('\n');
  const tree = frames(treeOf(profileOfFolded(`a;b 1\n${many}\n`)));
  expect(picture(tree)).toContain('<desc>50,002 frames are too narrow to be seen and left out.</desc>');
});

it('stays small however many frames are wide enough', () => {
  const many = Array.from({ length: 4000 }, (_, at) =>
    Array.from({ length: 12 }, (__, level) => `f${at}_${level}`).join(';'),
  );
  const svg = picture(frames(treeOf(profileOfFolded(many.map((stack) => `${stack} 1`).join('\n')))), {
    interactive: true,
  });
  expect(svg.length).toBeLessThan(6_000_000);
  expect(svg).toContain('frames are too narrow to be seen and left out.');
});

it('replaces what XML cannot hold', () => {
  const odd = { count: 1, parent: [-1], depth: [0], subtree: [1], total: [5], nameOf: () => 'a\u0000b\ud800c\u0008' };
  expect(picture(odd)).toContain('<title>a\ufffdb\ufffdc\ufffd (5 u, 100 %)</title>');
});

it('is what flamegraph.pl makes of the same stacks', () => {
  const folded = largeProfileFixture('folded/go1.23.go_cpu.folded');
  const expected = largeProfileFixture('expected/svg/go1.23.go_cpu.flamegraph_pl.svg');
  if (folded === undefined || expected === undefined) {
    console.warn('SKIPPED: there are no samples beside the repository');
    return;
  }
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const tree = frames(treeOf(profileOfFolded(text(folded))));
  const ours = [
    ...picture(tree, { valueText: (node) => `${tree.total[node]} samples` }).matchAll(/<title>(.*) \((\d+) samples,/g),
  ];
  const theirs = [...text(expected).matchAll(/<title>(.*) \(([\d,]+) samples,/g)];
  const rows = (matches: readonly RegExpMatchArray[]): readonly string[] =>
    matches.map(([, name, value]) => `${name} ${value?.replaceAll(',', '')}`).toSorted();
  expect(rows(ours)).toEqual(rows(theirs));
});

it('shows the end of a name where there is no room for all of it, and no shares of what is compared', () => {
  const deep = 'example.org/shop/cart.(*Server).handleCheckout';
  const tree = frames(treeOf(profileOfFolded(`a;${deep} 15\na;rest 85\n`)));
  const svg = picture(tree, { compared: true });
  expect(svg).toContain('>(*Server).handleCheckout</text>');
  expect(svg).toContain(`<title>${deep} (15 u)</title>`);
});
