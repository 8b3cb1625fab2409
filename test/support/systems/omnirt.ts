// OmniRT's job routes as its server serves them: no list of jobs, a stream that replays everything, keeps a finished job's
// connection alive for ever, and may end before the last event, because the state is stored first.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Fields = Readonly<Record<string, unknown>>;

interface FakeJob {
  state: string;
  readonly trace: string;
  readonly events: Fields[];
  readonly spans: { stage: string; from: number; to: number | null; status: string; id: string; attributes: Fields }[];
  readonly enqueued: number;
  finished: number | null;
  error: string | null;
  result: Fields | undefined;
  readonly streams: Set<ServerResponse>;
}

export class FakeOmnirt {
  readonly jobs = new Map<string, FakeJob>();
  readonly asked: string[] = [];
  /** Every route but /healthz and /readyz wants it. */
  key = '';
  /** Answers of all routes instead: status, content type, text. */
  broken: readonly [number, string, string] | undefined;
  keepAliveMillis = 50;
  readonly #http = createServer((request, response) => this.#serve(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /** Connections end, as the server's do when it crashes. */
  cut(): void {
    this.#http.closeAllConnections();
  }

  enqueue(id: string, trace: string, at: number): void {
    this.jobs.set(id, {
      state: 'queued',
      trace,
      events: [],
      spans: [],
      enqueued: at,
      finished: null,
      error: null,
      result: undefined,
      streams: new Set(),
    });
    this.event(id, 'job', 'job_enqueued', at, { job_id: id });
  }

  start(id: string, at: number): void {
    this.#of(id).state = 'running';
    this.event(id, 'job', 'job_started', at, { job_id: id, batch_group_id: null });
  }

  event(id: string, stage: string, event: string, at: number, data: Fields = {}, told = true): void {
    const job = this.#of(id);
    const one = { event, stage, timestamp_ms: at, data };
    job.events.push(one);
    if (event.endsWith('start'))
      job.spans.push({
        stage,
        from: at,
        to: null,
        status: 'ok',
        id: `6b6e${String(job.spans.length).padStart(12, '0')}`,
        attributes: data,
      });
    const open = job.spans.findLast((span) => span.stage === stage && span.to === null);
    if (open !== undefined && /(?:_end|_error)$/.test(event)) {
      open.to = at;
      open.status = event.endsWith('error') ? 'error' : 'ok';
      open.attributes = { ...open.attributes, ...data };
    }
    if (!told) return;
    for (const stream of job.streams) {
      stream.write(frame(one));
      if (isOver(job)) stream.end();
    }
  }

  /** @param told whether streams hear of the last event: the state is stored before it is emitted */
  finish(id: string, at: number, report: Fields, told = true): void {
    const job = this.#of(id);
    job.state = 'succeeded';
    job.finished = at;
    job.result = { outputs: report['artifacts'], metadata: { ...report, stream_events: [...job.events] } };
    this.event(id, 'job', 'job_finished', at, { job_id: id }, told);
    if (!told) for (const stream of job.streams) stream.end();
  }

  fail(id: string, at: number, error: string): void {
    const job = this.#of(id);
    job.state = 'failed';
    job.finished = at;
    job.error = error;
    this.event(id, 'job', 'job_failed', at, { job_id: id, error });
  }

  traceOf(id: string): Fields {
    const job = this.#of(id);
    return {
      trace_id: job.trace,
      job_id: id,
      task: 'text2image',
      model: 'sdxl-base-1.0',
      created_at_ms: job.enqueued,
      worker_id: 'omnirt-worker-0',
      state: job.state,
      error: job.error,
      events: job.events,
      spans: job.spans.map(({ id: span, stage, from, to, status, attributes }) => ({
        span_id: span,
        name: `${stage}.stage_start`,
        stage,
        started_at_ms: from,
        ended_at_ms: to,
        status,
        attributes,
      })),
    };
  }

  /** What its exporter posts when the job ends: bare numbers, no kind, no parent, no code. */
  otlpOf(id: string): string {
    const { trace_id: traceId, model, task, spans } = this.traceOf(id);
    const text = (key: string, value: unknown): Fields => ({ key, value: { stringValue: String(value) } });
    const list = (spans as readonly Fields[]).map(
      ({ span_id: spanId, name, started_at_ms: from, ended_at_ms: to, status, attributes }) =>
        `{"traceId":"${String(traceId)}","spanId":"${String(spanId)}","name":"${String(name)}",` +
        `"startTimeUnixNano":${String(from)}000000,"endTimeUnixNano":${String(to ?? from)}000000,` +
        `"attributes":${JSON.stringify(Object.entries(attributes as Fields).map(([key, value]) => text(key, value)))},` +
        `"status":{"message":"${String(status)}"}}`,
    );
    const resource = [text('service.name', 'omnirt'), text('omnirt.model', model), text('omnirt.task', task)];
    return (
      `{"resourceSpans":[{"resource":{"attributes":${JSON.stringify(resource)}},"scopeSpans":[` +
      `{"scope":{"name":"omnirt","version":"1.0.0"},"spans":[${list.join(',')}]}]}]}`
    );
  }

  #of(id: string): FakeJob {
    const job = this.jobs.get(id);
    if (job === undefined) throw new Error(`no job ${id}`);
    return job;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '';
    this.asked.push(path);
    if (this.broken !== undefined) {
      const [status, type, text] = this.broken;
      response.writeHead(status, { 'content-type': type }).end(text);
      return;
    }
    if (path === '/healthz') return json(response, 200, { ok: true });
    const { authorization, 'x-api-key': key } = request.headers;
    if (this.key !== '' && key !== this.key && authorization !== `Bearer ${this.key}`)
      return json(response, 401, { detail: 'Invalid or missing API key.' });
    const [, id = '', part = ''] = /^\/v1\/jobs\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
    const job = this.jobs.get(id);
    if (job === undefined) return json(response, 404, { detail: 'Job not found' });
    if (part === 'trace') return json(response, 200, this.traceOf(id));
    if (part === 'events') return this.#stream(job, response);
    json(response, 200, {
      id,
      state: job.state,
      backend: 'cuda',
      request: { task: 'text2image', model: 'sdxl-base-1.0' },
      error: job.error,
      trace_id: job.trace,
      worker_id: 'omnirt-worker-0',
      enqueued_at_ms: job.enqueued,
      started_at_ms: job.enqueued + 5,
      finished_at_ms: job.finished,
      execution_mode: 'modular',
      events: job.events,
      ...(job.result === undefined ? {} : { result: job.result }),
    });
  }

  #stream(job: FakeJob, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    for (const event of job.events) response.write(frame(event));
    const timer = setInterval(() => response.write(': keep-alive\n\n'), this.keepAliveMillis);
    job.streams.add(response);
    response.on('close', () => {
      clearInterval(timer);
      job.streams.delete(response);
    });
  }
}

function isOver({ state }: FakeJob): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}

function frame(event: Fields): string {
  return `event: ${String(event['event'])}\ndata: ${JSON.stringify(event)}\n\n`;
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A run report with everything in it, as the schema 1.0.0 has it. */
export function runReport(job: string, trace: string, at: number): Fields {
  const artifact = {
    kind: 'image',
    path: '/out/0.png',
    mime: 'image/png',
    width: 1024,
    height: 1024,
    num_frames: null,
  };
  return {
    run_id: '3f0c7c1e-6f1d-4f5e-9d0a-2a2d5a0f0b11',
    task: 'text2image',
    model: 'sdxl-base-1.0',
    backend: 'cuda',
    job_id: job,
    trace_id: trace,
    worker_id: 'omnirt-worker-0',
    enqueued_at_ms: at,
    queue_wait_ms: 5.25,
    execution_mode: 'modular',
    timings: { prepare_conditions_ms: 61.4, denoise_loop_ms: 488.1, decode_ms: 80.2, export_ms: 12.5 },
    memory: { peak_mb: 7421.5 },
    backend_timeline: [
      {
        module: 'unet',
        attempts: [
          { level: 'compile', ok: false, reason: 'graph break in attention', selected: false },
          { level: 'eager', ok: true, reason: null, selected: true },
        ],
      },
    ],
    config_resolved: { num_inference_steps: 30, guidance_scale: 7.5 },
    artifacts: [{ ...artifact, transport: 'inline_bytes', data_b64: 'iVBORw0KGgo=' }],
    error: null,
    latent_stats: { mean: 0.01, std: 0.98 },
    cache_hits: ['text_embedding'],
    device_placement: { unet: 'cuda:0', vae: 'cpu' },
    batch_size: 2,
    batch_group_id: 'b-7',
    stream_events: [],
    schema_version: '1.0.0',
  };
}
