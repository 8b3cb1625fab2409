// One target, scraped again and again: at once, then at instants of its own within the interval, so that many targets do
// not come together. A failure waits for the next instant like any scrape.
import { createHash } from 'node:crypto';
import type { ExpositionFailure, ExpositionFormat } from '../../contract/exposition.ts';
import type { ScrapeEnd, ScrapeFailure, ScrapeTarget, TargetStatus } from '../../contract/scrape.ts';
import { ContractError } from '../../contract/errors.ts';
import { fetchPage } from './fetch-page.ts';
import { pageType } from './page-type.ts';
import { maxPageBytes, type ScrapeParts } from './scrape-parts.ts';
import { scrapeHeaders } from './scrape-request.ts';
import type { ScrapeWriter, WrittenScrape } from './scrape-writer.ts';

export interface ScrapeLoop {
  readonly status: TargetStatus;
  /** Gives up what runs. Resolves when nothing more will be written. */
  stop(): Promise<void>;
}

/** Before the first scrape: a target that was just edited has ended its series in this millisecond. */
const firstMillis = 10;

export function startScrapeLoop(target: ScrapeTarget, writer: ScrapeWriter, parts: ScrapeParts): ScrapeLoop {
  const reader = parts.newReader();
  const headers = scrapeHeaders(target);
  const interval = target.intervalSeconds * 1000;
  const offset = offsetIn(interval, target);
  const stopping = new AbortController();
  let status: TargetStatus = waitingStatus(target);
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined = setTimeout(tick, firstMillis);

  function tick(): void {
    running = scrape()
      .catch((error: unknown) => fail(parts.now(), 0, { reason: textOf(error), advice: '' }, {}))
      .finally(() => {
        if (stopping.signal.aborted) return;
        const now = parts.now();
        timer = setTimeout(tick, interval - ((((now - offset) % interval) + interval) % interval));
      });
  }

  async function scrape(): Promise<void> {
    const at = parts.now();
    const began = performance.now();
    const spent = (): number => performance.now() - began;
    const record = parts.record(target);
    const result = await fetchPage({
      url: target.url,
      headers,
      timeoutMillis: target.timeoutSeconds * 1000,
      maxBytes: maxPageBytes,
      signal: stopping.signal,
    });
    if (stopping.signal.aborted) return;
    if (result.kind === 'failed') {
      record({ ...blankEnd, status: result.status, message: result.reason, failed: true });
      return down(at, spent(), 0, result, {});
    }
    const bytes = result.bytes.length;
    const { compression, wireBytes } = result;
    const end = { ...blankEnd, status: 200, compression, wireBytes, pageBytes: bytes };
    const useless = (failure: ScrapeFailure, format?: ExpositionFormat, rejected = 0): ScrapeFailure => {
      record({ ...end, format, rejected, message: failure.reason, failed: true });
      return failure;
    };
    const read = pageType(result.contentType, target, parts.typeOf, result.bytes);
    if (read.kind === 'failed') return down(at, spent(), 0, useless(read), { bytes });
    const { format } = read.type;
    const page = reader.read(result.bytes, read.type);
    if (page.kind === 'failed')
      return down(at, spent(), 0, useless(unreadable(page.failure), format), { bytes, format });
    const { count } = page.value;
    const over = overLimit();
    if (over !== undefined) return down(at, spent(), count, useless(over, format, count), { bytes, format });
    const durationMillis = spent();
    const written = await writer.write(page.value, reader, at, {
      up: true,
      durationSeconds: durationMillis / 1000,
      scraped: count,
    });
    const note = noteOf(read.note, written);
    const rejected = leftOut(written);
    record({ ...end, format, stored: Math.max(0, count - rejected), rejected, message: note });
    update({
      ...status,
      state: 'up',
      lastAt: at,
      durationMillis,
      samples: count,
      bytes,
      format,
      scrapes: status.scrapes + 1,
      duplicates: status.duplicates + written.duplicates,
      outOfOrder: status.outOfOrder + written.outOfOrder,
      overLimit: status.overLimit + written.overLimit,
      tooFarAhead: status.tooFarAhead + written.tooFarAhead,
      failure: undefined,
      note,
    });
    if (written.overLimit > 0)
      parts.report({
        code: 'scrape-partial',
        severity: 'warning',
        subject: target.url,
        message: `${written.overLimit} samples of a scrape were not stored: ${written.message}`,
      });

    function overLimit(): ScrapeFailure | undefined {
      if (page.kind === 'failed') return undefined;
      const { sampleLimit, labelLimit } = target;
      if (sampleLimit > 0 && count > sampleLimit)
        return {
          reason: `the page has ${count} samples, more than the ${sampleLimit} that this target may have`,
          advice: 'Nothing of it was stored. Raise the limit, or let the service expose less.',
        };
      const wide = labelLimit > 0 ? writer.overLabelled(page.value, reader, labelLimit) : undefined;
      if (wide === undefined) return undefined;
      return {
        reason: `${wide.meta.family} has a series with more than the ${labelLimit} labels that this target may have`,
        advice: 'Nothing of the page was stored. Raise the limit, or let the service expose fewer labels.',
      };
    }
  }

  async function down(
    at: number,
    durationMillis: number,
    scraped: number,
    failure: ScrapeFailure,
    known: Partial<Pick<TargetStatus, 'bytes' | 'format'>>,
  ): Promise<void> {
    fail(at, durationMillis, failure, known);
    await writer.fail(at, { up: false, durationSeconds: durationMillis / 1000, scraped });
  }

  function fail(
    at: number,
    durationMillis: number,
    { reason, advice }: ScrapeFailure,
    known: Partial<Pick<TargetStatus, 'bytes' | 'format'>>,
  ): void {
    if (status.state !== 'down')
      parts.report({
        code: 'scrape-failed',
        severity: 'warning',
        subject: target.url,
        message: `The metrics of ${target.job} could not be fetched: ${reason}.${advice === '' ? '' : ` ${advice}`}`,
      });
    update({
      ...status,
      bytes: 0,
      ...known,
      state: 'down',
      lastAt: at,
      durationMillis,
      samples: 0,
      scrapes: status.scrapes + 1,
      failures: status.failures + 1,
      failure: { reason, advice },
      note: '',
    });
  }

  function update(next: TargetStatus): void {
    status = next;
    parts.onStatus();
  }

  return {
    get status() {
      return status;
    },
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

export function waitingStatus({ id, paused }: ScrapeTarget): TargetStatus {
  return {
    id,
    state: paused ? 'paused' : 'waiting',
    lastAt: 0,
    durationMillis: 0,
    samples: 0,
    bytes: 0,
    format: undefined,
    scrapes: 0,
    failures: 0,
    duplicates: 0,
    outOfOrder: 0,
    overLimit: 0,
    tooFarAhead: 0,
    failure: undefined,
    note: '',
  };
}

export function unreadable({ reason, line, offset }: ExpositionFailure): ScrapeFailure {
  const place = line > 0 ? `line ${line}` : `byte ${offset}`;
  return {
    reason: `${place} of its page cannot be read: ${reason}`,
    advice: 'One fault voids a page, as in Prometheus; the test of a target lists all of them.',
  };
}

/** The same for a target at every start. */
function offsetIn(interval: number, { url, job }: ScrapeTarget): number {
  const hash = createHash('sha256').update(`${job}\0${url}`).digest();
  return hash.readUInt32LE(0) % interval;
}

const blankEnd: ScrapeEnd = {
  status: 0,
  format: undefined,
  compression: '',
  wireBytes: 0,
  pageBytes: 0,
  stored: 0,
  rejected: 0,
  message: '',
  failed: false,
};

function leftOut({ duplicates, outOfOrder, overLimit, tooFarAhead }: WrittenScrape): number {
  return duplicates + outOfOrder + overLimit + tooFarAhead;
}

function noteOf(note: string, written: WrittenScrape): string {
  const { tooFarAhead, message } = written;
  const left = leftOut(written);
  if (left === 0) return note;
  const ahead = tooFarAhead > 0 ? ` Times more than ten minutes ahead: ${tooFarAhead}.` : '';
  return `${note}${note === '' ? '' : ' '}${left === 1 ? '1 sample was' : `${left} samples were`} not stored.${message === '' ? '' : ` ${message}.`}${ahead}`;
}

function textOf(error: unknown): string {
  if (error instanceof ContractError) return `the samples could not be stored: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
