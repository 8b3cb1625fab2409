// How a request ended: a word, a tone, an icon; never colour alone.
import { Ban, Check, Clock, CircleSlash, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import type { IngestRecord } from '../../../contract/ingest.ts';
import styles from './inspector.module.css';

interface OutcomeLook {
  readonly word: string;
  readonly icon: ReactNode;
  readonly tone: 'ok' | 'warning' | 'error';
}

const looks: Readonly<Record<IngestRecord['outcome'], OutcomeLook>> = {
  stored: { word: 'Stored', icon: <Check size={13} />, tone: 'ok' },
  partial: { word: 'Partly stored', icon: <CircleSlash size={13} />, tone: 'warning' },
  refused: { word: 'Refused', icon: <Ban size={13} />, tone: 'error' },
  busy: { word: 'Asked to wait', icon: <Clock size={13} />, tone: 'warning' },
  'protocol-error': { word: 'Wrong protocol', icon: <Unplug size={13} />, tone: 'error' },
};

const wrongPath: OutcomeLook = { word: 'Wrong path', icon: <Unplug size={13} />, tone: 'error' };
const allRejected: OutcomeLook = { word: 'All rejected', icon: <Ban size={13} />, tone: 'error' };

const failedScrape: OutcomeLook = { word: 'Failed', icon: <Ban size={13} />, tone: 'error' };

function lookOf(record: IngestRecord): OutcomeLook {
  if (record.transport === 'scrape' && record.outcome === 'refused') return failedScrape;
  if (record.outcome === 'protocol-error' && record.transport === 'http' && record.status === 404) return wrongPath;
  if (record.outcome === 'partial' && record.accepted === 0) return allRejected;
  return looks[record.outcome];
}

export function Outcome({ record }: { readonly record: IngestRecord }): ReactNode {
  const { word, icon, tone } = lookOf(record);
  return (
    <span className={styles['outcome']} data-tone={tone}>
      {icon}
      <span>{word}</span>
    </span>
  );
}

export function isTrouble(record: IngestRecord): boolean {
  return record.outcome !== 'stored';
}

export function senderText({ sender }: IngestRecord): string {
  if (sender.process !== undefined && sender.pid !== undefined) return `${sender.process} (${sender.pid})`;
  return sender.pid === undefined ? sender.address : `pid ${sender.pid}`;
}
