// Each SQL text of query/ must find its rows by the index named here, and never scan the table of traces.
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jaegerOperationsSql, jaegerServicesSql, traceIdSql } from '../../../src/main/query/jaeger-queries.ts';
import {
  checkSql,
  classesSql,
  countSql,
  highestClassSql,
  longestOfClassSql,
  longestSql,
  oldestSql,
  pageSql,
  pointSql,
  servicesOfTraceSql,
  summarySql,
  traceCountSql,
  type TraceIndex,
  type TraceSelection,
} from '../../../src/main/query/trace-sql.ts';
import { frequentOperationsSql } from '../../../src/main/query/completion/search-values.ts';
import { serviceNamesSql } from '../../../src/main/query/search/service-field.ts';
import { operationNamesSql } from '../../../src/main/query/search/trace-expression.ts';
import { versionSql } from '../../../src/main/query/trace-version.ts';
import { attributeKeysSql, operationsOfServiceSql, operationsSql } from '../../../src/main/query/traces-facets.ts';
import { schemaSql } from '../../../src/main/store/schema.ts';

let db: Database.Database;
let waited = true;

beforeAll(() => {
  db = new Database(':memory:');
  db.exec(schemaSql);
  db.function('alive', () => {
    if (!waited) throw new Error('nobody waits');
    return 1;
  });
});
afterAll(() => {
  db.close();
});

/** The plan's lines; parameters are not bound, a plan does not depend on them. */
function planOf(sql: string): string[] {
  const unbound = db.prepare(`EXPLAIN QUERY PLAN ${sql.replace(/[@?]\w*/g, 'NULL')}`);
  return (unbound.all() as { detail: string }[]).map((row) => row.detail);
}

function selection(index: TraceIndex, more: Partial<TraceSelection> = {}): TraceSelection {
  return {
    index,
    check: false,
    checkService: false,
    failed: false,
    more: '',
    sample: false,
    classes: [20, 21, 22],
    ...more,
  };
}

const shape = '(start_us>? AND start_us<?)';
const ofTraces = '(root_service IN (SELECT value FROM json_each(@x1)) OR NOT (spans > @x2))';
const ofServices =
  'EXISTS (SELECT 1 FROM json_each(@x1) j CROSS JOIN trace_services x WHERE x.service_no = j.value AND x.start_us = traces.start_us AND x.trace_no = traces.trace_no)';
const every = [
  {},
  { sample: true },
  { check: true },
  { check: true, checkService: true, sample: true },
  { check: true, more: ofTraces },
  { check: true, more: ofTraces, checkService: true, failed: true },
];

describe('pages of the trace list', () => {
  it.each(every)('newest: the start index, in order (%o)', (more) => {
    const plan = planOf(pageSql(selection('newest', more)));
    const covering = 'check' in more ? 'INDEX' : 'COVERING INDEX';
    expect(plan[0]).toBe(`SEARCH traces USING ${covering} traces_by_start ${shape}`);
    expect(plan.join()).not.toMatch(/SCAN (?!json_each)|TEMP B-TREE/);
  });

  it.each(every)('errors: the partial index, in order (%o)', (more) => {
    const plan = planOf(pageSql(selection('errors', more)));
    const covering = 'check' in more ? 'INDEX' : 'COVERING INDEX';
    expect(plan[0]).toBe(`SEARCH traces USING ${covering} traces_with_errors ${shape}`);
    expect(plan.join()).not.toMatch(/SCAN (?!json_each)|TEMP B-TREE/);
  });

  it.each([{}, { sample: true }, { check: true }, { check: true, failed: true, more: ofTraces }])(
    'service: the primary key, in order (%o)',
    (more) => {
      const plan = planOf(pageSql(selection('service', more)));
      expect(plan[0]).toBe('SEARCH trace_services USING PRIMARY KEY (service_no=? AND start_us>? AND start_us<?)');
      expect(plan.join()).not.toMatch(/SCAN (?!json_each)|TEMP B-TREE/);
    },
  );

  it.each(every)('duration: one range per class, merged (%o)', (more) => {
    const plan = planOf(pageSql(selection('duration', more)));
    const searches = plan.filter((line) => line.startsWith('SEARCH traces '));
    expect(searches).toHaveLength(3);
    for (const line of searches)
      expect(line).toMatch(/INDEX traces_by_duration \(duration_class=\? AND start_us>\? AND start_us<\?\)$/);
    expect(plan.join()).toMatch(/MERGE \(UNION ALL\)/);
    expect(plan.join()).not.toMatch(/SCAN (?!json_each)|TEMP B-TREE/);
  });

  it.each(['newest', 'errors', 'service'] as const)(
    'checks several services of a trace by their primary key: %s',
    (index) => {
      const plan = planOf(pageSql(selection(index, { more: ofServices }))).join();
      expect(plan).toContain('SEARCH x USING PRIMARY KEY (service_no=? AND start_us=? AND trace_no=?)');
      expect(plan).not.toMatch(/SCAN (?!j\b)|TEMP B-TREE/);
    },
  );

  it('checks the service of a trace by its primary key', () => {
    const plan = planOf(pageSql(selection('errors', { checkService: true })));
    expect(plan).toContain('SEARCH s USING PRIMARY KEY (service_no=? AND start_us=? AND trace_no=?)');
  });
});

describe('the ends of a selection', () => {
  it.each(['newest', 'errors', 'service', 'duration'] as const)(
    '%s: the oldest by the same index, in order',
    (index) => {
      const plan = planOf(oldestSql(selection(index))).filter((line) => line.includes('trace'));
      for (const line of plan) expect(line).toMatch(/^SEARCH trace(s|_services) USING (COVERING INDEX|PRIMARY KEY)/);
      expect(plan.join()).not.toMatch(/SCAN (?!json_each)|TEMP B-TREE/);
    },
  );

  it('the longest of a class: that class alone', () => {
    const plan = planOf(longestOfClassSql({ check: true, checkService: true, failed: true, more: ofTraces }));
    expect(plan[0]).toMatch(/^SEARCH traces USING INDEX traces_by_duration \(duration_class=\? AND start_us/);
    expect(plan.join()).not.toMatch(/SCAN (?!json_each)/);
  });

  it.each(['errors', 'service'] as const)('the longest of few, %s: those alone', (index) => {
    const plan = planOf(longestSql(selection(index)));
    expect(plan[0]).toBe('SEARCH traces USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan.join()).not.toMatch(/SCAN traces/);
  });
});

describe('counts', () => {
  it.each(['newest', 'errors', 'service', 'duration'] as const)('%s: by index alone', (index) => {
    const plan = planOf(countSql(selection(index))).filter((line) => line.includes('trace'));
    expect(plan.length).toBeGreaterThan(0);
    for (const line of plan) expect(line).toMatch(/^SEARCH trace(s|_services) USING (COVERING INDEX|PRIMARY KEY)/);
  });

  it('of everything: what the writer counted', () => {
    expect(planOf(traceCountSql)).toEqual(['SEARCH run USING PRIMARY KEY (key=?)']);
  });
});

describe('look-ups', () => {
  it.each([
    ['one row of the list', summarySql, 'SEARCH t USING INTEGER PRIMARY KEY (rowid=?)'],
    [
      'services of a trace',
      servicesOfTraceSql,
      'SEARCH x USING PRIMARY KEY (service_no=? AND start_us=? AND trace_no=?)',
    ],
    ['a trace by its id', checkSql('id', ofTraces), 'SEARCH traces USING INDEX sqlite_autoindex_traces_1 (trace_id=?)'],
    ['a trace by its number', checkSql('number', ofTraces), 'SEARCH traces USING INTEGER PRIMARY KEY (rowid=?)'],
    ['a point of the scatter', pointSql, 'SEARCH traces USING INTEGER PRIMARY KEY (rowid=?)'],
    ['the id of a trace', traceIdSql, 'SEARCH traces USING INTEGER PRIMARY KEY (rowid=?)'],
    ['the version of a trace', versionSql, 'SEARCH traces USING INDEX sqlite_autoindex_traces_1 (trace_id=?)'],
    [
      'operations of a service',
      operationsOfServiceSql,
      'SEARCH operations USING INDEX operations_by_service (service_no=?)',
    ],
  ])('%s', (_, sql, expected) => {
    const plan = planOf(sql);
    expect(plan).toContain(expected);
    expect(plan.join()).not.toMatch(/SCAN traces/);
  });

  it('finds the longest trace by one seek', () => {
    expect(planOf(highestClassSql)).toEqual(['SEARCH traces USING COVERING INDEX traces_by_duration']);
  });

  it('finds the duration classes in use by seeks', () => {
    const plan = planOf(classesSql);
    expect(plan.filter((line) => /traces_by_duration \(duration_class>\?\)/.test(line))).toHaveLength(2);
    expect(plan.join()).not.toMatch(/SCAN traces/);
  });

  it('reads only the small tables for facets and names', () => {
    for (const sql of [
      operationsSql,
      attributeKeysSql,
      jaegerOperationsSql,
      jaegerServicesSql,
      frequentOperationsSql,
      serviceNamesSql,
      operationNamesSql,
    ]) {
      expect(planOf(sql).join()).not.toMatch(/traces/);
    }
  });
});

describe('a scan that nobody waits for', () => {
  it('ends at once, and the connection goes on', () => {
    const insert = db.prepare('INSERT INTO traces VALUES (?, randomblob(16), ?, 0, 5, 0, 1, 1, 1, 1, 0, 0, 0, 1)');
    db.transaction(() => {
      for (let trace = 1; trace <= 9000; trace++) insert.run(trace, trace);
    })();
    const parameters = {
      from: 0,
      to: 1e15,
      minDuration: 0,
      maxDuration: 10,
      minErrors: 0,
      maxErrors: 0,
      limit: 10,
      offset: 0,
    };
    const scan = db.prepare(pageSql(selection('newest', { check: true })));
    expect(scan.all(parameters)).toEqual([]);
    waited = false;
    expect(() => scan.all(parameters)).toThrow('nobody waits');
    waited = true;
    expect(scan.all({ ...parameters, maxErrors: 1 })).toHaveLength(10);
  });
});
