import { describe, expect, it } from 'vitest';
import { SpanMark } from '../../../../../src/contract/traces.ts';
import { traceFacts } from '../../../../../src/renderer/features/trace/trace-facts.ts';
import { traceOf } from '../../draw/waterfall/synthetic-trace.ts';

describe('traceFacts', () => {
  it('counts levels and names the root', () => {
    const facts = traceFacts(
      traceOf([
        { parent: -1, offset: 0, length: 9, name: 'GET /', service: 'web' },
        { parent: 0, offset: 1, length: 2, service: 'db', marks: SpanMark.error },
        { parent: 1, offset: 1, length: 2, service: 'db' },
      ]),
    );
    expect(facts).toEqual({
      rootService: 'web',
      rootName: 'GET /',
      rootMissing: false,
      levels: 3,
    });
  });

  it('lets the earliest span stand for a root that was not received', () => {
    const facts = traceFacts(
      traceOf([
        { parent: -1, offset: 5, length: 9, missing: true, service: '?' },
        { parent: 0, offset: 5, length: 2, name: 'late', service: 'a', marks: SpanMark.orphan },
        { parent: 0, offset: 6, length: 2, name: 'later', service: 'b', marks: SpanMark.orphan },
        { parent: -1, offset: 2, length: 1, name: 'loop', service: 'c', marks: SpanMark.cycle },
      ]),
    );
    expect(facts).toMatchObject({ rootMissing: true, rootName: 'loop', rootService: 'c' });
  });

  it('has nothing to say about no rows', () => {
    expect(traceFacts(traceOf([]))).toMatchObject({ rootName: '', levels: 0 });
  });
});
