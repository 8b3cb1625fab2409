// Commands, and the keys that fire them.
import { describe, expect, test } from 'vitest';
import { createCommandRegistry, type Command } from '../../../../src/renderer/ui/command.ts';
import { chordOf, matchKey } from '../../../../src/renderer/ui/key-dispatch.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

const command = (id: string, keys: string | readonly string[]): Command => ({
  id,
  title: id,
  group: 'test',
  keys,
  run: () => undefined,
});

describe('chordOf', () => {
  test('names chords as commands write them', () => {
    expect(chordOf(press('k', { ctrlKey: true }), false)).toBe('mod+k');
    expect(chordOf(press('k', { metaKey: true }), true)).toBe('mod+k');
    expect(chordOf(press('N', { shiftKey: true }), false)).toBe('N');
    expect(chordOf(press('?', { shiftKey: true }), false)).toBe('?');
    expect(chordOf(press('N', { ctrlKey: true, shiftKey: true }), false)).toBe('mod+shift+n');
    expect(chordOf(press('ArrowLeft', { altKey: true }), false)).toBe('alt+left');
    expect(chordOf(press('Enter', { shiftKey: true }), false)).toBe('shift+enter');
  });

  test('bare modifiers and the other modifier are nobody’s', () => {
    expect(chordOf(press('Shift', { shiftKey: true }), false)).toBeUndefined();
    expect(chordOf(press('k', { ctrlKey: true }), true)).toBeUndefined();
  });
});

describe('matchKey', () => {
  const commands = [
    command('palette', 'mod+k'),
    command('traces', 'g t'),
    command('old', 'x'),
    command('new', ['x', 'down']),
  ];

  test('finds commands, sequences, and nothing', () => {
    expect(matchKey(commands, 'mod+k', undefined)).toMatchObject({ kind: 'command', command: { id: 'palette' } });
    expect(matchKey(commands, 'g', undefined)).toEqual({ kind: 'wait', prefix: 'g' });
    expect(matchKey(commands, 't', 'g')).toMatchObject({ command: { id: 'traces' } });
    expect(matchKey(commands, 't', undefined)).toEqual({ kind: 'none' });
    expect(matchKey(commands, 'x', 'g')).toEqual({ kind: 'none' });
  });

  test('the newest wins', () => {
    expect(matchKey(commands, 'x', undefined)).toMatchObject({ command: { id: 'new' } });
  });
});

test('a registry holds what is registered, newest per id, and tells of changes', () => {
  const registry = createCommandRegistry();
  let told = 0;
  registry.subscribe(() => (told += 1));
  const removeFirst = registry.add([command('a', 'a'), command('b', 'b')]);
  const removeSecond = registry.add([command('a', 'z')]);
  expect(registry.all.map(({ id, keys }) => [id, keys])).toEqual([
    ['a', 'z'],
    ['b', 'b'],
  ]);
  removeSecond();
  expect(registry.all.map(({ keys }) => keys)).toEqual(['a', 'b']);
  removeFirst();
  expect(registry.all).toEqual([]);
  expect(told).toBe(4);
});
