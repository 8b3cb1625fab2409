import { describe, expect, it } from 'vitest';
import { flameFolded } from '../../../../../src/renderer/draw/flame/flame-folded.ts';
import { flameSvg } from '../../../../../src/renderer/draw/flame/flame-svg.ts';
import { columnsOf, framesOf } from './made-frames.ts';

const frames = framesOf(`
  all 0
    web: GET <cart> & more 10
      db: select "x"; drop 30
    web: idle 0.4
`);
const options = {
  title: 'Trace <1>',
  colours: [{ fill: '#123456', ink: '#ffffff' }],
  valueText: (value: number) => `${value} u`,
  from: 0,
};

describe('folded stacks', () => {
  it('say the own value of each path in whole units, without what is nothing', () => {
    expect(flameFolded(frames, 1)).toBe('web: GET <cart> & more 10\nweb: GET <cart> & more;db: select "x": drop 30\n');
    expect(flameFolded(frames, 10)).toBe('web: GET <cart> & more 1\nweb: GET <cart> & more;db: select "x": drop 3\n');
    expect(flameFolded(framesOf('  all 0'), 1)).toBe('');
  });

  it('adds up to the whole', () => {
    const sum = flameFolded(frames, 0.1)
      .trim()
      .split('\n')
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
    expect(sum).toBe(Math.round((frames.total[0] as number) * 10));
  });

  it('of very deep stacks stay finite and say so', () => {
    const count = 20_000;
    const deep = columnsOf(
      Int32Array.from({ length: count }, (_, i) => i - 1),
      Uint32Array.from({ length: count }, (_, i) => i),
      Float64Array.from({ length: count }, (_, i) => (i === count - 1 ? 5 : 0)),
      (frame) => `f${frame}`,
    );
    expect(flameFolded(deep, 1)).toMatch(/^\(18999 frames left out\);f19000;.*;f19999 5\n$/);
  });
});

describe('the SVG', () => {
  it('holds each frame with name, value and share, and nothing that runs', () => {
    const svg = flameSvg(frames, options);
    expect(svg).toContain('<title>web: GET &lt;cart&gt; &amp; more (40 u, 99 %)</title>');
    expect(svg).toContain('fg:x="0" fg:w="30"');
    expect(svg).toContain('<title>Trace &lt;1&gt;</title>');
    expect(svg).not.toMatch(/<script|<style|href=|style=|url\(/);
    expect(svg.match(/<g>/g)).toHaveLength(4);
    expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
  });

  it('holds only what is zoomed, as wide as the picture', () => {
    const svg = flameSvg(frames, { ...options, from: 1 });
    expect(svg.match(/<g>/g)).toHaveLength(2);
    expect(svg).toContain('width="1180"');
    expect(svg).toContain('(30 u, 75 %)');
  });

  it('leaves out what is too narrow and says how many', () => {
    const many = 50_000;
    const parent = new Int32Array(many + 1);
    parent[0] = -1;
    const depth = new Uint32Array(many + 1).fill(1);
    depth[0] = 0;
    const svg = flameSvg(
      columnsOf(parent, depth, new Float64Array(many + 1).fill(1), () => 'x'),
      options,
    );
    expect(svg).toContain('<desc>50000 frames are too narrow to be seen and left out.</desc>');
  });

  it('replaces what XML cannot hold', () => {
    const odd = columnsOf(Int32Array.of(-1), Uint32Array.of(0), Float64Array.of(5), () => 'a\u0000b\ud800c\u0008');
    expect(flameSvg(odd, options)).toContain('<title>a\ufffdb\ufffdc\ufffd (5 u, 100 %)</title>');
  });
});
