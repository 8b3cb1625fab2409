// Random PromQL expressions over a few metrics, well typed, and random samples for them. What they give is decided by their
// times alone: nothing in them asks for the query's own start, end or step.
import type { Random } from '../support/random.ts';

const metrics = ['requests_total', 'temperature', 'size', 'latency_bucket'];
const labels = ['job', 'instance', 'le', 'job, instance', '__name__', 'nope', ''];

/** A `load` of some twenty series with gaps, resets, staleness markers, NaN and infinite values, a sample every 15 s. */
export function randomLoad(random: Random, samples: number): string {
  const lines = ['load 15s'];
  const row = (item: () => string) => Array.from({ length: samples }, item).join(' ');
  for (const job of ['api', 'db']) {
    for (const instance of ['1', '2', '10']) {
      const own = `job="${job}", instance="${instance}"`;
      let count = random.below(100);
      const counter = () => {
        if (random.below(20) === 0) return random.below(4) === 0 ? 'stale' : '_';
        count = random.below(25) === 0 ? 0 : count + random.below(50);
        return String(count);
      };
      const gauge = () =>
        random.pick(['_', 'stale', 'NaN', 'Inf', ...Array.from({ length: 20 }, (_, at) => String(at - 5))]);
      lines.push(`  requests_total{${own}} ${row(counter)}`);
      lines.push(`  temperature{${own}} ${row(gauge)}`);
      if (instance !== '10') lines.push(`  size{${own}, zone="${instance}"} ${row(gauge)}`);
      for (const le of ['0.5', '1', '+Inf']) lines.push(`  latency_bucket{${own}, le="${le}"} ${row(counter)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** An instant vector, with at most `depth` levels of functions and operators. */
export function randomVector(random: Random, depth: number): string {
  const inner = () => randomVector(random, depth - 1);
  const scalar = () => random.pick(['0', '1', '-1', '0.5', '10', 'NaN', 'Inf', 'time()', `scalar(${inner()})`]);
  const grouping = () => (random.below(3) === 0 ? '' : ` ${random.pick(['by', 'without'])} (${random.pick(labels)})`);
  if (depth === 0) return randomSelector(random) + randomModifier(random);
  switch (random.below(9)) {
    case 0:
    case 1:
      return `${random.pick(rangeFunctions)}(${randomRange(random, depth)})`;
    case 2:
      return `${random.pick(['abs', 'sqrt', 'hour', 'sgn', 'absent', 'timestamp', 'sort'])}(${inner()})`;
    case 3:
      return `${random.pick(['sum', 'avg', 'min', 'max', 'count', 'group', 'stddev'])}${grouping()}(${inner()})`;
    case 4:
      return `${random.pick(['topk', 'bottomk', 'quantile', 'limit_ratio'])}${grouping()}(${scalar()}, ${inner()})`;
    case 5: {
      const operator = random.pick(['+', '-', '/', '%', '^', '==', '!=', '>', '<= bool']);
      const match = random.pick(['', ' on (job, instance)', ' ignoring (le)', ' on (job) group_left ()']);
      return `(${inner()}) ${operator}${match} (${inner()})`;
    }
    case 6:
      return `(${inner()}) ${random.pick(['and', 'or', 'unless'])} on (${random.pick(labels)}) (${inner()})`;
    case 7:
      return `(${inner()}) ${random.pick(['+', '*', '>', '== bool', '/'])} ${scalar()}`;
    default:
      return random.pick([
        `histogram_quantile(0.9, ${inner()})`,
        `label_replace(${inner()}, "job", "x$1", "instance", "1(.*)")`,
        `clamp_max(${inner()}, ${scalar()})`,
        `-(${inner()})`,
        `count_values("v", ${inner()})`,
      ]);
  }
}

const rangeFunctions = [
  'rate',
  'increase',
  'delta',
  'irate',
  'idelta',
  'resets',
  'changes',
  'deriv',
  'sum_over_time',
  'avg_over_time',
  'max_over_time',
  'stddev_over_time',
  'last_over_time',
  'absent_over_time',
];

function randomRange(random: Random, depth: number): string {
  const width = random.pick(['30s', '1m', '61s', '3m']);
  if (random.below(4) === 0) return `(${randomVector(random, depth - 1)})[${width}:20s]${randomModifier(random)}`;
  return `${randomSelector(random)}[${width}]${randomModifier(random)}`;
}

function randomSelector(random: Random): string {
  if (random.below(12) === 0) return '{__name__=~"temperature|size"}';
  return `${random.pick(metrics)}${random.pick(['', '', '{job="api"}', '{instance=~"1.*"}', '{zone=""}'])}`;
}

function randomModifier(random: Random): string {
  return random.pick(['', '', '', '', ' offset 1m', ' offset -20s', ' @ 300', ' @ 200 offset 30s']);
}
