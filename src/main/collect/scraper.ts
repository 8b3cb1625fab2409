// All targets that are scraped: starts, changes and ends their loops as the settings say. A target whose labels stay the
// same keeps its series when it is edited; the series of one that goes are marked as ended.
import { targetTrouble, type ScrapeTarget, type TargetStatus } from '../../contract/scrape.ts';
import { startScrapeLoop, waitingStatus, type ScrapeLoop } from './scrape-loop.ts';
import type { ScrapeParts } from './scrape-parts.ts';
import { ScrapeWriter } from './scrape-writer.ts';

export interface Scraper {
  /** Resolves when the loops are as wanted. Calls are worked off one after the other. */
  use(targets: readonly ScrapeTarget[]): Promise<void>;
  readonly statuses: readonly TargetStatus[];
  /** Ends without a word about the series: they go on when the program is started again. */
  close(): Promise<void>;
}

interface Running {
  readonly target: ScrapeTarget;
  readonly writer: ScrapeWriter;
  /** `undefined` while paused or unusable. */
  readonly loop: ScrapeLoop | undefined;
  readonly idle: TargetStatus;
}

export function createScraper(parts: ScrapeParts): Scraper {
  const running = new Map<string, Running>();
  let working: Promise<void> = Promise.resolve();
  let closed = false;

  async function change(targets: readonly ScrapeTarget[]): Promise<void> {
    const wanted = new Map(targets.map((target) => [target.id, target]));
    await Promise.all([...running.values()].filter(({ target }) => !wanted.has(target.id)).map(remove));
    await Promise.all([...wanted.values()].map(place));
    parts.onStatus();
  }

  async function place(target: ScrapeTarget): Promise<void> {
    const before = running.get(target.id);
    if (before !== undefined && same(before.target, target)) return;
    await before?.loop?.stop();
    const kept = before !== undefined && !target.paused && sameSeries(before.target, target);
    if (before !== undefined && !kept) await end(before);
    const trouble = targetTrouble(target);
    if (trouble !== undefined) report(target, trouble);
    const writer = kept ? before.writer : new ScrapeWriter(target, parts.sink);
    const idle: TargetStatus =
      trouble === undefined
        ? waitingStatus(target)
        : { ...waitingStatus(target), state: 'down', failure: { reason: trouble, advice: 'Edit the target.' } };
    const loop = target.paused || trouble !== undefined || closed ? undefined : startScrapeLoop(target, writer, parts);
    running.set(target.id, { target, writer, loop, idle });
  }

  async function remove(one: Running): Promise<void> {
    await one.loop?.stop();
    running.delete(one.target.id);
    await end(one);
  }

  async function end({ writer, target }: Running): Promise<void> {
    try {
      await writer.end(parts.now());
    } catch (error) {
      report(
        target,
        `its series could not be marked as ended: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  function report({ url }: ScrapeTarget, message: string): void {
    parts.report({ code: 'scrape-failed', severity: 'warning', subject: url, message });
  }

  return {
    use(targets) {
      working = working.then(() => change(targets));
      return working;
    },
    get statuses() {
      return [...running.values()].map(({ loop, idle }) => loop?.status ?? idle);
    },
    async close() {
      closed = true;
      await working;
      await Promise.all([...running.values()].map(({ loop }) => loop?.stop()));
    },
  };
}

function same(a: ScrapeTarget, b: ScrapeTarget): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether the series of the one are those of the other. */
function sameSeries(a: ScrapeTarget, b: ScrapeTarget): boolean {
  const key = ({ url, job, labels, honorLabels }: ScrapeTarget): string =>
    JSON.stringify([url, job, labels, honorLabels]);
  return key(a) === key(b);
}
