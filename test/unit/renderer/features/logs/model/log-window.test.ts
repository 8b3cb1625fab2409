import { describe, expect, it } from 'vitest';
import { LogWindow } from '../../../../../../src/renderer/features/logs/model/log-window.ts';
import { rowAt, rowsFrom } from './some-rows.ts';

const sequences = (window: LogWindow): readonly number[] => window.rows.map((row) => row.sequence);

describe('a window on the records', () => {
  it('answers rows by their index in the whole list', () => {
    const window = new LogWindow(rowsFrom(10, 19), 10, 5);
    expect(window.count).toBe(25);
    expect(window.at(9)).toBeUndefined();
    expect(window.at(10)?.sequence).toBe(10);
    expect(window.at(19)?.sequence).toBe(19);
    expect(window.at(20)).toBeUndefined();
    expect(window.indexOf({ time: rowAt(12, 12).time, sequence: 12 })).toBe(12);
    expect(window.indexOfSequence(99)).toBe(-1);
  });

  it('grows at both ends and knows when an end is reached', () => {
    const window = new LogWindow(rowsFrom(10, 19), 10, 5);
    const older = window.prepend(rowsFrom(5, 9), true);
    expect([older.before, older.count]).toEqual([5, 25]);
    expect(older.prepend(rowsFrom(0, 4), false).before).toBe(0);
    expect(window.append(rowsFrom(20, 24), false).after).toBe(0);
  });

  it('leaves room where there are more than was estimated, and none where there are less', () => {
    const window = new LogWindow(rowsFrom(100, 109), 3, 0);
    expect(window.prepend(rowsFrom(90, 99), true).before).toBeGreaterThan(0);
    expect(new LogWindow(rowsFrom(100, 109), 500, 0).prepend(rowsFrom(98, 99), false).before).toBe(0);
  });

  it('adds arrivals at the end, each once', () => {
    const window = new LogWindow(rowsFrom(10, 12), 10, 0);
    const grown = window.arrived([rowAt(13, 13), rowAt(12, 12), rowAt(14, 14)], 0);
    expect(sequences(grown)).toEqual([10, 11, 12, 13, 14]);
    expect(grown.count).toBe(15);
  });

  it('puts late records where their time belongs, also before the loaded ones', () => {
    const window = new LogWindow(rowsFrom(10, 12), 10, 0);
    const grown = window.arrived([rowAt(11, 50), rowAt(2, 51)], 0);
    expect(sequences(grown)).toEqual([10, 11, 50, 12]);
    expect([grown.before, grown.count]).toEqual([11, 15]);
  });

  it('lets go of what lies before a gap', () => {
    const grown = new LogWindow(rowsFrom(10, 12), 10, 0).arrived(rowsFrom(100, 101), 87);
    expect(sequences(grown)).toEqual([100, 101]);
    expect(grown.count).toBe(102);
  });

  it('keeps indexes while it is trimmed around what is on screen', () => {
    const window = new LogWindow(rowsFrom(0, 99), 50, 7);
    const kept = window.trimmed(60, 70, 20);
    expect(kept.rows.length).toBe(20);
    expect(kept.count).toBe(window.count);
    expect(kept.at(65)?.sequence).toBe(window.at(65)?.sequence);
    expect(window.trimmed(60, 70, 100)).toBe(window);
  });
});
