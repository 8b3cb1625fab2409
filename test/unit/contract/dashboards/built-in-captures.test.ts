// The dashboards that come with the app over what real senders send (test/fixtures/metrics): which ones appear by themselves,
// and every panel that they show has data.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtInDashboards, hasDataFor } from '../../../../src/contract/dashboards/built-in/index.ts';
import { withData } from '../../../../src/contract/dashboards/built-in/with-data.ts';
import { hasData } from '../../../../src/contract/dashboards/panels.ts';
import { choose } from '../../../../src/contract/dashboards/variables/choose.ts';
import type { Client } from '../../../../src/renderer/data/client.ts';
import { askPanel } from '../../../../src/renderer/features/dashboards/model/ask-panel.ts';
import { askVariables } from '../../../../src/renderer/features/dashboards/model/ask-variables.ts';
import { CapturedRun } from '../../../support/captured-run.ts';
import { metricsType } from '../../../support/otlp-oracle.ts';
import { dotnetRequest } from '../../../support/systems/dotnet.ts';

const captures: Readonly<Record<string, readonly string[]>> = {
  'go-sdk': ['http-server', 'http-client', 'rpc', 'go', 'process', 'host'],
  'node-sdk': ['http-server', 'http-client', 'nodejs', 'process', 'host'],
  'jvm-agent': ['http-server', 'http-client', 'jvm'],
  'python-sdk': ['http-server', 'http-client', 'python', 'process', 'host'],
  'python-sdk-older-names': ['http-server', 'http-client', 'python', 'process', 'host'],
  'openai-python': ['gen-ai'],
  'go-client': ['go', 'process'],
  'prom-client': ['nodejs', 'process'],
  'python-client': ['python', 'process'],
  micrometer: ['http-server', 'jvm', 'process', 'host'],
  'java-client': ['jvm', 'process'],
  'node-exporter': ['host'],
  dotnet: ['dotnet'],
};
const files = new URL('../../../fixtures/metrics/', import.meta.url);
const start = Date.UTC(2026, 10, 21, 20);

/** Times of the first and the last sample, Unix milliseconds. */
async function fill(run: CapturedRun, name: string): Promise<readonly [number, number]> {
  const page = new URL(`${name}.txt`, files);
  if (existsSync(page)) {
    await run.scrape(readFileSync(page), [start, start + 15_000]);
    return [start, start + 15_000];
  }
  const requests =
    name === 'dotnet'
      ? [dotnetRequest(start, start - 60_000), dotnetRequest(start + 15_000, start - 60_000)]
      : [1, 2].map((one) => readFileSync(new URL(`${name}.${one}.pb`, files)));
  for (const request of requests) await run.send(request);
  const times = requests.flatMap((request) =>
    [
      ...JSON.stringify(metricsType.toObject(metricsType.decode(request), { longs: String })).matchAll(
        /"timeUnixNano":"(\d+)"/g,
      ),
    ].map(([, nanos = '0']) => Number(BigInt(nanos) / 1_000_000n)),
  );
  return [Math.min(...times), Math.max(...times)];
}

const signal = new AbortController().signal;

test.each(Object.entries(captures))(
  '%s: its dashboards appear, and no panel of them is empty',
  async (name, expected) => {
    const run = new CapturedRun();
    try {
      const [from, to] = await fill(run, name);
      const client = clientOf(run);
      const list = await client.call('metrics.list', { run: run.id });
      const shown = builtInDashboards.filter((one) => hasDataFor(one, new Set(list.texts)));
      expect(shown.map(({ dashboard }) => dashboard.id)).toEqual(expected);
      const translated = new Set(Array.from(list.translated, (at) => list.texts[at] ?? ''));
      const range = { from: from - 60_000, to: to + 1000 };
      const empty: string[] = [];
      for (const { dashboard: whole } of shown) {
        const dashboard = withData(whole, translated);
        const variables = await askVariables(client, { run: run.id, dashboard, wanted: {}, range }, signal);
        const jobs = variables[0]?.options.map(({ value }) => value) ?? [];
        if (jobs.length !== 1) empty.push(`${whole.id}: services ${jobs.join(', ')}`);
        const values = new Map(
          variables.map(({ variable, value }) => [variable.name, choose(variable, value.chosen, jobs)]),
        );
        for (const panel of dashboard.panels.filter(hasData)) {
          const asked = { run: run.id, panel, values, range, width: 600, dashboard: '' };
          const { frames, targets } = await askPanel(client, asked, signal);
          const problem = targets.find((target) => target.problem !== undefined)?.problem;
          const numbers = frames.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'number'));
          const filled = numbers.some(({ values: cells }) => cells.some((cell) => typeof cell === 'number'));
          if (problem !== undefined || !filled) empty.push(`${whole.id}: ${panel.title} ${problem ?? ''}`);
        }
      }
      expect(empty).toEqual([]);
    } finally {
      run.remove();
    }
  },
);

/** The questions of the window, answered here. */
function clientOf(run: CapturedRun): Pick<Client, 'call'> {
  const { methods } = run.queries();
  const all = methods as Readonly<Record<string, (request: unknown, alive: () => void) => unknown>>;
  const call = (method: string, request: unknown) => Promise.resolve(all[method]?.(request, () => undefined));
  return { call: call as Client['call'] };
}
