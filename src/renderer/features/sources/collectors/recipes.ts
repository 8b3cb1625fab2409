// The recipes: what is worth fetching from each kind of service, at the addresses that are usual for it.
import type { FieldId, PlannedPart, Recipe, RecipeField, RecipeForm, RecipeId } from './recipe.ts';
import { baseOf, jobsOf, listOf, recipeIds, secondsOr, targetAt, webCollector } from './recipe.ts';
import {
  goSteps,
  kronkSteps,
  llamaStackSteps,
  omnirtSteps,
  streamkitSteps,
  tokioSteps,
  twinkleSteps,
} from './recipe-steps.ts';

const nameField = (initial: string): RecipeField => ({ id: 'name', look: 'text', label: 'Name', initial });
const addressField = (initial: string, label = 'Address', id: FieldId = 'address'): RecipeField => ({
  id,
  look: 'mono',
  label,
  initial,
});
const headersField = (placeholder: string, hint: string): RecipeField => ({
  id: 'headers',
  look: 'lines',
  label: 'Headers, one in a line',
  initial: '',
  placeholder,
  hint,
});
const keyField: RecipeField = { id: 'key', look: 'secret', label: 'Key', initial: '', placeholder: 'none' };

function healthPart(
  name: string,
  service: string,
  url: string,
  form: RecipeForm,
  paths: readonly string[],
): PlannedPart {
  const collector = {
    ...webCollector({ key: 'health', name: `${name} health`, service, url, form }),
    kind: 'health',
    paths,
    intervalSeconds: secondsOr(form.every, 5),
  } as const;
  return {
    key: 'health',
    title: 'Health',
    brings: `an event whenever ${paths.join(' or ')} answers otherwise than before`,
    optional: false,
    thing: { kind: 'collector', collector },
  };
}

function metricsPart(name: string, url: string, form: RecipeForm, optional = false): PlannedPart {
  return {
    key: 'metrics',
    title: 'Metrics',
    brings: `${url}, every 5 s`,
    optional,
    thing: { kind: 'target', target: targetAt({ key: 'metrics', name, url, form }) },
  };
}

function statsvizPart(name: string, url: string, form: RecipeForm): PlannedPart {
  return {
    key: 'statsviz',
    title: 'Go runtime',
    brings: 'heap, garbage collection, scheduler and pauses, once a second',
    optional: false,
    thing: {
      kind: 'collector',
      collector: {
        ...webCollector({ key: 'statsviz', name: `${name} runtime`, service: name, url, form }),
        kind: 'statsviz',
      },
    },
  };
}

function tokioPart(name: string, service: string, url: string, form: RecipeForm, optional: boolean): PlannedPart {
  const collector = { ...webCollector({ key: 'tokio', name, service, url, form }), kind: 'tokio-console' } as const;
  return {
    key: 'tokio',
    title: 'Tokio tasks',
    brings: 'tasks, resources and warnings of console-subscriber',
    optional,
    thing: { kind: 'collector', collector },
  };
}

function logsPart(name: string, service: string, form: RecipeForm, path: string): PlannedPart {
  const fromStart = form.fromStart === 'yes';
  return {
    key: 'logs',
    title: 'Log files',
    brings: fromStart ? 'all lines, and those that follow' : 'lines from now on',
    optional: false,
    thing: {
      kind: 'collector',
      collector: { kind: 'log-files', id: 'logs', name, service, paused: false, path, format: 'auto', fromStart },
    },
  };
}

/** The same host at another port, without a path. */
function atPort(url: string, port: number): string {
  return baseOf(url).replace(/^(https?:\/\/(?:\[[^\]]*\]|[^/:]+)).*$/i, `$1:${port}`);
}

const noSteps = (): readonly never[] => [];

const streamkit: Recipe = {
  id: 'streamkit',
  title: 'StreamKit',
  about: 'sessions, node events, states',
  fields: [
    nameField('skit'),
    addressField('http://127.0.0.1:4545'),
    headersField('x-role: admin', 'Only where the server takes the role from a header'),
  ],
  parts(form) {
    const url = baseOf(form.address);
    const collector = {
      ...webCollector({ key: 'control', name: form.name, service: form.name, url, form }),
      kind: 'streamkit',
    } as const;
    return [
      {
        key: 'control',
        title: 'Control plane',
        brings: 'sessions, pipelines, node events, states and packet counts, as they happen',
        optional: false,
        thing: { kind: 'collector', collector },
      },
      healthPart(form.name, form.name, url, form, ['/healthz']),
      tokioPart(`${form.name} tasks`, form.name, atPort(url, 6669), { ...form, headers: '' }, true),
    ];
  },
  steps: streamkitSteps,
};

const kronk: Recipe = {
  id: 'kronk',
  title: 'Kronk',
  about: 'metrics, Go runtime, health',
  fields: [
    nameField('kronk'),
    { ...addressField('http://127.0.0.1:11445', 'Debug address'), hint: '8090 before version 1.25' },
    { ...addressField('http://127.0.0.1:11435', 'API address', 'api'), hint: '8080 before version 1.25' },
    { ...addressField('', 'Log file', 'logs'), placeholder: 'none' },
  ],
  parts(form) {
    const url = baseOf(form.address);
    return [
      metricsPart(form.name, `${url}/metrics`, form),
      statsvizPart(form.name, `${url}/debug/statsviz`, form),
      healthPart(form.name, form.name, baseOf(form.api), form, ['/v1/liveness', '/v1/readiness']),
      ...(form.logs.trim() === '' ? [] : [logsPart(`${form.name} log`, form.name, form, form.logs.trim())]),
    ];
  },
  steps: kronkSteps,
};

const llamaStack: Recipe = {
  id: 'llama-stack',
  title: 'Llama Stack',
  about: 'traces out of its database',
  fields: [
    nameField('llama-stack'),
    {
      ...addressField('', 'Path of trace_store.db', 'path'),
      placeholder: '/home/me/.llama/distributions/starter/trace_store.db',
      hint: 'Opened for reading only; the server is never held up',
    },
  ],
  parts: (form) => [
    {
      key: 'store',
      title: 'Trace store',
      brings: 'spans, log records and metrics, those that are there and those that follow',
      optional: false,
      thing: {
        kind: 'collector',
        collector: {
          kind: 'llama-stack',
          id: 'store',
          name: form.name,
          service: '',
          paused: false,
          path: form.path.trim(),
        },
      },
    },
  ],
  steps: llamaStackSteps,
};

const omnirt: Recipe = {
  id: 'omnirt',
  title: 'OmniRT',
  about: 'jobs, metrics, log file',
  fields: [
    nameField('omnirt'),
    addressField('http://127.0.0.1:8000'),
    keyField,
    {
      id: 'jobs',
      look: 'mono',
      label: 'Jobs to follow',
      initial: '',
      placeholder: 'ids or addresses of jobs, separated by commas',
    },
    { ...addressField('', 'Log file', 'logs'), placeholder: 'none' },
  ],
  parts(form) {
    const url = baseOf(form.address);
    const collector = {
      ...webCollector({ key: 'jobs', name: form.name, service: form.name, url, form }),
      kind: 'omnirt',
      jobs: jobsOf(form.jobs),
    } as const;
    return [
      metricsPart(form.name, `${url}/metrics`, form),
      {
        key: 'jobs',
        title: 'Jobs',
        brings: 'events, trace and report of the jobs to follow',
        optional: false,
        thing: { kind: 'collector', collector },
      },
      ...(form.logs.trim() === '' ? [] : [logsPart(`${form.name} log`, form.name, form, form.logs.trim())]),
    ];
  },
  steps: omnirtSteps,
};

const twinkle: Recipe = {
  id: 'twinkle',
  title: 'Twinkle',
  about: 'sends everything by itself',
  fields: [],
  parts: () => [],
  steps: twinkleSteps,
};

const go: Recipe = {
  id: 'go',
  title: 'Go service',
  about: 'runtime charts, metrics',
  fields: [nameField('service'), addressField('http://127.0.0.1:6060', 'Address of its debug handlers')],
  parts(form) {
    const url = baseOf(form.address);
    return [
      statsvizPart(form.name, `${url}/debug/statsviz`, form),
      metricsPart(form.name, `${url}/metrics`, form, true),
    ];
  },
  steps: goSteps,
};

const tokio: Recipe = {
  id: 'tokio',
  title: 'Rust with Tokio',
  about: 'tasks and resources',
  fields: [nameField('service'), addressField('http://127.0.0.1:6669')],
  parts: (form) => [tokioPart(form.name, form.name, baseOf(form.address), form, false)],
  steps: tokioSteps,
};

const logFiles: Recipe = {
  id: 'log-files',
  title: 'Log files',
  about: 'any text, JSON lines, logfmt',
  fields: [
    nameField('service'),
    {
      ...addressField('', 'Path', 'path'),
      placeholder: '/var/log/service/*.log',
      hint: 'In the last part * stands for any text; rotated files are followed',
    },
    { id: 'fromStart', look: 'check', label: 'Read what is in the files already', initial: '' },
  ],
  parts: (form) => [logsPart(form.name, form.name, form, form.path.trim())],
  steps: noSteps,
};

const health: Recipe = {
  id: 'health',
  title: 'Health endpoint',
  about: 'any 2xx answer is well',
  fields: [
    nameField('service'),
    addressField('http://127.0.0.1:8080'),
    { ...addressField('/healthz', 'Paths, separated by commas', 'paths') },
    { id: 'every', look: 'mono', label: 'Every', initial: '5s' },
    headersField('Authorization: …', 'Sent with every request'),
  ],
  parts: (form) => [healthPart(form.name, form.name, baseOf(form.address), form, listOf(form.paths))],
  steps: noSteps,
};

const all: Readonly<Record<RecipeId, Recipe>> = {
  streamkit,
  kronk,
  'llama-stack': llamaStack,
  omnirt,
  twinkle,
  go,
  tokio,
  'log-files': logFiles,
  health,
};

export const recipes: readonly Recipe[] = recipeIds.map((id) => all[id]);
export const recipeOf = (id: RecipeId): Recipe => all[id];
