import { describe, expect, it } from 'vitest';
import { type FrameParts, ProfileBuilder } from '../../../../src/main/decode/profiles/profile-builder.ts';
import { nodeValues } from '../../../../src/main/query/profiles/view/node-values.ts';
import { type StackView, viewOf } from '../../../../src/main/query/profiles/view/view-of.ts';
import { ownPatterns } from '../../../../src/main/query/profiles/view/own-patterns.ts';
import { FrameFlag, type Profile } from '../../../../src/contract/profiles/profile.ts';
import { noProfileFilter, type ProfileFilter } from '../../../../src/contract/profiles/view.ts';

/** Stacks from the outermost frame; `name@file`, `>name` for one inlined into the frame before, `[lib]` without a symbol. */
function profileOf(stacks: readonly (readonly [string, number, string?])[], dropFrames = ''): Profile {
  const builder = new ProfileBuilder('pprof', [{ type: 'samples', unit: 'count' }]);
  const frames = new Map<string, number>();
  for (const [path, value, route] of stacks) {
    let node = -1;
    for (const location of path === '' ? [] : path.split(/ (?!>)/)) {
      const parts = location.split(' ');
      for (const [at, part] of parts.entries()) {
        if (!frames.has(location)) frames.set(location, builder.frameCount + parts.length);
        const first = (frames.get(location) as number) - parts.length;
        if (first + at === builder.frameCount) builder.addFrame(frameOf(builder, part));
        node = builder.stacks.child(node, first + at);
      }
    }
    const { texts } = builder;
    const label = { key: texts.number('route'), text: texts.number(route ?? ''), number: NaN, unit: 0 };
    builder.setValue(builder.addSample(node, route === undefined ? 0 : builder.labels.number([label])), 0, value);
  }
  return builder.finish({ dropFrames });
}

function frameOf(builder: ProfileBuilder, text: string): FrameParts {
  const [name = '', file = ''] = text.replace('>', '').split('@');
  const library = /^\[(.*)\]$/.exec(name)?.[1];
  if (library !== undefined) return { function: -1, mapping: builder.addMapping(0n, 0n, 0n, `/lib/${library}`, '') };
  return { function: builder.functionOf(name, file), flags: text.startsWith('>') ? FrameFlag.inlined : 0 };
}

/** Every node as `path self/total`, sorted. */
function lines(view: StackView): readonly string[] {
  const { self, total } = nodeValues(view, view.profile.samples.values[0] as Float64Array);
  return Array.from(self, (value, node) => {
    const path: string[] = [];
    for (let at = node; at >= 0; at = view.parent[at] as number) {
      path.unshift(`${view.inlined[at] === 1 ? '>' : ''}${view.keys.name[view.key[at] as number]}`);
    }
    return `${path.join(' ')} ${value}/${total[node]}`;
  }).toSorted();
}

const shown = (profile: Profile, filter: Partial<ProfileFilter> = {}): readonly string[] =>
  lines(viewOf(profile, { ...noProfileFilter, ...filter }, 'function'));

const small = profileOf([
  ['main a b', 3, '/x'],
  ['main a c', 4, '/y'],
  ['main a', 1],
  ['main d a b', 2, '/x'],
]);

describe('frames that join the one outside', () => {
  const nested = profileOf([
    ['main f f g f', 3],
    ['main f lib h', 2],
    ['main lib lib f', 1],
  ]);
  it('are what a collapsed function calls', () => {
    expect(shown(nested, { collapse: '^lib$' })).toEqual([
      'main 0/6',
      'main f 0/5',
      'main f f 0/3',
      'main f f g 0/3',
      'main f f g f 3/3',
      'main f lib 2/2',
      'main lib 1/1',
    ]);
    expect(viewOf(nested, { ...noProfileFilter, collapse: 'nobody' }, 'function').unmatched).toEqual(['collapse']);
  });

  it('are a function that calls itself directly, also over frames that are hidden', () => {
    const merged = ['main 0/6', 'main f 0/5', 'main f g 0/3', 'main f g f 3/3', 'main f lib 0/2', 'main f lib h 2/2'];
    expect(shown(nested, { mergeRecursion: true })).toEqual([...merged, 'main lib 0/1', 'main lib f 1/1']);
    expect(shown(nested, { mergeRecursion: true, hide: '^g$', focus: 'g' })).toEqual(['main 0/3', 'main f 3/3']);
  });
});

describe('a view', () => {
  it('has each path once, values of stacks that end in it and go through it', () => {
    expect(shown(small)).toEqual([
      'main 0/10',
      'main a 1/8',
      'main a b 3/3',
      'main a c 4/4',
      'main d 0/2',
      'main d a 0/2',
      'main d a b 2/2',
    ]);
  });

  it('focuses, ignores, hides, shows and begins as the filter says', () => {
    expect(shown(small, { focus: '^c$|d', ignore: 'd' })).toEqual(['main 0/4', 'main a 0/4', 'main a c 4/4']);
    expect(shown(small, { hide: 'a$' })).toEqual([
      'main 1/10',
      'main b 3/3',
      'main c 4/4',
      'main d 0/2',
      'main d b 2/2',
    ]);
    expect(shown(small, { show: '^(a|b)$' })).toEqual(['a 5/10', 'a b 5/5']);
    expect(shown(small, { showFrom: 'd|c' })).toEqual(['c 4/4', 'd 0/2', 'd a 0/2', 'd a b 2/2']);
  });

  it('takes samples by their labels and makes frames of them', () => {
    expect(shown(small, { tagFocus: 'route=/x' })).toEqual([
      'main 0/5',
      'main a 0/3',
      'main a b 3/3',
      'main d 0/2',
      'main d a 0/2',
      'main d a b 2/2',
    ]);
    expect(shown(small, { tagIgnore: '/x|/y' })).toEqual(['main 0/1', 'main a 1/1']);
    expect(shown(small, { tagRoot: ['route'], focus: 'c|d' })).toEqual([
      '/x 0/2',
      '/x main 0/2',
      '/x main d 0/2',
      '/x main d a 0/2',
      '/x main d a b 2/2',
      '/y 0/4',
      '/y main 0/4',
      '/y main a 0/4',
      '/y main a c 4/4',
    ]);
  });

  it('tells which expressions match nothing, and what is wrong with one', () => {
    const view = viewOf(small, { ...noProfileFilter, focus: 'nobody', tagFocus: 'route=/z' }, 'function');
    expect([view.count, view.unmatched]).toEqual([0, ['focus', 'tagfocus']]);
    expect(() => viewOf(small, { ...noProfileFilter, focus: '(' }, 'function')).toThrow('missing closing )');
  });

  it('keeps inlined calls apart from calls, and drops what the profile says, never all of a stack', () => {
    const inlines = profileOf([
      ['main f >g h', 1],
      ['main f g', 2],
      ['[libc.so] h', 4],
      ['', 8],
    ]);
    expect(shown(inlines)).toEqual([
      '[libc.so] 0/4',
      '[libc.so] h 4/4',
      'main 0/3',
      'main f 0/3',
      'main f g 2/3',
      'main f g h 1/1',
    ]);
    expect(shown(inlines, { hide: '^f$' })).toContain('main g 2/3');
    const dropped = profileOf(
      [
        ['main a .malloc(int) b', 1],
        ['malloc c', 2],
        ['main f >malloc z', 4],
      ],
      'malloc|nothing',
    );
    expect(shown(dropped)).toEqual(['main 0/5', 'main a 1/1', 'main f 4/4', 'malloc 0/2', 'malloc c 2/2']);
    const unreadable = profileOf([['main a', 1]], '*');
    expect(shown(unreadable)).toEqual(['main 0/1', 'main a 1/1']);
    expect(ownPatterns(unreadable).fault).toContain('missing argument to repetition operator: `*`');
  });
});
