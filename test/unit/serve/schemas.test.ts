import { describe, expect, it } from 'vitest';
import { unixNanos } from '../../../src/contract/time.ts';
import { validateRequest } from '../../../src/main/serve/validate-request.ts';

const id = '0af7651916cd43dd8448eb211c80319c';
const list = (filter: object) => ({ run: 'r', filter, offset: 0, limit: 100 });

describe('request schemas', () => {
  it.each<readonly [string, unknown]>([
    ['traces.list', list({})],
    [
      'traces.list',
      list({
        where: 'service = api and',
        from: unixNanos(2n ** 64n - 1n),
        to: undefined,
      }),
    ],
    ['trace.get', { run: 'r', traceId: id }],
    ['trace.span', { run: 'r', traceId: id, spanId: 'b7ad6b7169203331', occurrence: 0 }],
    ['app.listen', { grpc: undefined }],
    ['app.listen', {}],
    ['imports.upload', { upload: 'a-1', name: 'x.otter', offset: 0, bytes: Buffer.from('x'), last: true, into: 'new' }],
    ['runs.create', { name: '' }],
    ['settings.change', {}],
    ['settings.change', { retention: { maxRunBytes: 0 }, resumeLastRun: true }],
  ])('%s lets a good request through unchanged', (method, request) => {
    expect(validateRequest(method, request)).toEqual([method, request]);
  });

  it.each<readonly [string, unknown, string]>([
    ['traces.list', list({ from: 5 }), 'filter.from'],
    ['traces.list', list({ from: -1n }), 'filter.from'],
    ['traces.list', list({ to: 2n ** 64n }), 'filter.to'],
    ['traces.list', list({ services: 'x' }), 'filter'],
    ['traces.list', { ...list({}), limit: 1001 }, 'limit'],
    ['traces.list', { ...list({}), offset: -1 }, 'offset'],
    ['trace.get', { run: 'r', traceId: id.toUpperCase() }, 'traceId'],
    ['trace.get', { run: 'r', traceId: '0'.repeat(32) }, 'traceId'],
    ['trace.get', { run: '', traceId: id }, 'run'],
    ['app.listen', { grpc: 65_536 }, 'grpc'],
    ['app.info', undefined, 'request'],
    ['app.info', { a: 1 }, 'request'],
    ['runs.rename', { run: 'r', name: '  ' }, 'name'],
    ['runs.rename', { run: 'r', name: 'a\u0000b' }, 'name'],
    [
      'imports.upload',
      { upload: '../x', name: 'x', offset: 0, bytes: new Uint8Array(), last: true, into: 'new' },
      'upload',
    ],
    ['settings.change', { retention: { maxAgeDays: -1 } }, 'retention.maxAgeDays'],
    ['settings.change', { durability: undefined }, 'durability'],
  ])('%s refuses what is out of shape and names the field (%#)', (method, request, field) => {
    expect(() => validateRequest(method, request)).toThrow(
      expect.objectContaining({ code: 'bad-request', message: expect.stringContaining(field) }),
    );
  });
});
