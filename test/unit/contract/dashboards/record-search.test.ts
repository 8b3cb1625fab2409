// Searches of Loki and Tempo in our search language: all of them can be parsed, and what is left out is told.
import { expect, test } from 'vitest';
import { readLogql } from '../../../../src/contract/dashboards/record-search/logql.ts';
import type { RecordSearch } from '../../../../src/contract/dashboards/record-search/record-search.ts';
import { readTraceql } from '../../../../src/contract/dashboards/record-search/traceql.ts';
import { importDashboardJson } from '../../../../src/contract/dashboards/grafana/import-dashboard.ts';
import { parseSearch } from '../../../../src/contract/search/parse.ts';

function whereOf(search: RecordSearch): string {
  if (search.kind === 'refused') return search.reason;
  expect(parseSearch(search.where), search.where).toMatchObject({ kind: 'ok' });
  return search.where;
}

test.each([
  ['{app=~".+"} |= ``', ''],
  ['{service_name="shop"}', '(service = "shop" or "service_name" = "shop" or "service.name" = "shop")'],
  ['{app="kronk", level=~"error|warning"}', '(service = "kronk" or "app" = "kronk") and severity in (error, warn)'],
  [
    '{pod=~"web-.*"} |= "a\\"b" != `c`',
    '("k8s.pod.name" =~ "^(?:web-.*)$" or "pod" =~ "^(?:web-.*)$") and "a\\"b" and not ("c")',
  ],
  ['{job=~".+"} |~ "(?i)time ?out" !~ "a|b"', 'body =~ "(?i)time ?out" and not (body =~ "a|b")'],
  ['{a!=""} |= "x" or "y"', '("x" or "y")'],
  ['{region!="eu"}', 'not ("region" = "eu")'],
  ['{region=""}', '"region" not exists'],
  ['{region=~"eu|"}', '("region" =~ "^(?:eu|)$" or "region" not exists)'],
  [
    '{app=~".+"} | json | statuscode != "ok" and elapsed > 10s',
    '(not ((body.statuscode = "ok" or "statuscode" = "ok")) and (body.elapsed > 10s or "elapsed" > 10s))',
  ],
  [
    '{app=~".+"} | logfmt | (user_id=`7` or status>=500) | __error__=""',
    '((body.user_id = "7" or "user_id" = "7" or "user.id" = "7" or body.user.id = "7") or (body.status >= 500 or "status" >= 500))',
  ],
  ['{app=~".+"} | trace_id="0af7651916cd43dd8448eb211c80319c"', 'trace = "0af7651916cd43dd8448eb211c80319c"'],
])('LogQL %s', (logql, where) => {
  expect(whereOf(readLogql(logql))).toBe(where);
});

test('of LogQL is told what is left out', () => {
  expect(readLogql('{filename="/var/log/x"} | pattern `<a>` | line_format "{{.a}}"')).toEqual({
    kind: 'search',
    where: '',
    left: [
      expect.stringMatching(/filename says how logs were shipped/),
      expect.stringMatching(/What "pattern" cuts out/),
      expect.stringMatching(/"line_format" is left out/),
    ],
  });
  expect(readLogql('sum(rate({app="a"}[5m]))')).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/Counts and rates/),
  });
  expect(readLogql('{app="a"} |> "x<_>"')).toMatchObject({ kind: 'refused' });
  expect(readLogql('{app=')).toMatchObject({ kind: 'refused' });
  expect(readLogql('{app="a"} | nonsense')).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/nonsense/),
  });
});

test.each([
  ['{}', ''],
  ['{ resource.service.name = "kronk" && name =~ "GET .*" }', 'service = "kronk" and name =~ "^(?:GET .*)$"'],
  [
    '{ status = error || (duration > 100ms && span.http.status_code >= 500) } | select(span.a)',
    '(status = error or (duration > 100ms and span."http.status_code" >= 500))',
  ],
  ['{ .user.id != nil && !(kind = server) }', '"user.id" exists and not ((kind = server))'],
  ['0af7651916cd43dd8448eb211c80319c', 'trace = 0af7651916cd43dd8448eb211c80319c'],
])('TraceQL %s', (traceql, where) => {
  expect(whereOf(readTraceql(traceql))).toBe(where);
});

test('structure and metrics of TraceQL are refused in words', () => {
  expect(readTraceql('{ name="a" } >> { name="b" }')).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/">>" between/),
  });
  expect(readTraceql('{ name="a" } | rate()')).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/"rate" is not worked out/),
  });
});

test('forms of Tempo become TraceQL, and queries that are not understood are told', () => {
  const panel = (type: string, target: object) => ({ type, title: type, targets: [{ refId: 'A', ...target }] });
  const tempo = { type: 'tempo' };
  const outcome = importDashboardJson(
    {
      title: 'x',
      panels: [
        panel('table', {
          datasource: tempo,
          queryType: 'nativeSearch',
          serviceName: 'kronk',
          minDuration: '100ms',
          tags: 'a.b=c',
        }),
        panel('table', {
          datasource: tempo,
          queryType: 'traceqlSearch',
          filters: [
            { tag: 'service.name', scope: 'resource', operator: '=', value: ['a', 'b'], valueType: 'string' },
            { tag: 'duration', operator: '>', value: '1s', valueType: 'duration' },
          ],
        }),
        panel('logs', { datasource: { type: 'loki' }, expr: '{namespace=~"$namespace"} |= "$text"' }),
        panel('timeseries', { datasource: { type: 'loki' }, expr: 'sum(rate({app="$app"}[1m]))' }),
      ],
    },
    'x',
  );
  if (outcome.kind !== 'dashboard') throw new Error(outcome.reason);
  const targets = outcome.dashboard.panels.flatMap((one) => ('targets' in one ? one.targets : []));
  expect(targets.map(({ kind, expression }) => [kind, expression])).toEqual([
    ['traces', '{ resource.service.name = "kronk" && duration >= 100ms && .a.b = "c" }'],
    ['traces', '{ (resource.service.name = "a" || resource.service.name = "b") && duration > 1s }'],
    ['logs', '{namespace=~"$namespace"} |= "$text"'],
    ['other', 'sum(rate({app="$app"}[1m]))'],
  ]);
  expect(outcome.report.panels.map((one) => one.outcome)).toEqual(['ok', 'ok', 'ok', 'degraded']);
});
