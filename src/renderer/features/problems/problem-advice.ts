// A name and a way out for every problem code. The engine's message says what happened; this says what to do.
import type { ProblemCode } from '../../../contract/problems.ts';

export interface ProblemAdvice {
  readonly title: string;
  readonly advice: string;
}

export const problemAdvice: Readonly<Record<ProblemCode, ProblemAdvice>> = {
  'ingest-refused': {
    title: 'Request refused',
    advice:
      'The whole request could not be read. Look at it in Sources; the sender was told which field is wrong and must not send it again.',
  },
  'ingest-rejected-items': {
    title: 'Items rejected',
    advice:
      'Some spans or logs of a request were left out, the rest was stored. Sources lists field, offset and reason of each.',
  },
  'ingest-busy': {
    title: 'Sender asked to wait',
    advice:
      'More arrived than could be written. Senders with retry lose nothing; enlarge the batch size of the SDK if this is frequent.',
  },
  'wrong-protocol': {
    title: 'Wrong protocol on a port',
    advice:
      'gRPC belongs to the gRPC port (4317 by default) and OTLP/HTTP to the HTTP port (4318), both without TLS. Check OTEL_EXPORTER_OTLP_PROTOCOL and the endpoint.',
  },
  'wrong-path': {
    title: 'Wrong path',
    advice:
      'OTLP/HTTP goes to /v1/traces, /v1/logs and /v1/metrics. Give SDKs the base address in OTEL_EXPORTER_OTLP_ENDPOINT and they add the path.',
  },
  'port-taken': {
    title: 'Port in use',
    advice:
      'Another process listens there. Stop it, or use the free ports that Sources offers, with the variables to paste.',
  },
  'disk-full': {
    title: 'Disk full',
    advice:
      'Nothing more is acknowledged until there is room, so senders keep their data and retry. Free some space or delete old runs.',
  },
  'disk-error': {
    title: 'Disk error',
    advice: 'Writing the run file failed. Senders are told to retry. Check the disk and the rights of the data folder.',
  },
  'settings-broken': {
    title: 'Settings could not be read',
    advice: 'The defaults are in force. Saving the settings once writes a good file over the broken one.',
  },
  'run-corrupt': {
    title: 'Damaged run file',
    advice: 'What can be read of it is shown. Other runs are not affected.',
  },
  'run-locked': {
    title: 'Run file in use',
    advice: 'Another program writes to it. Close that, or open a copy.',
  },
  evicted: {
    title: 'Old data made room',
    advice: 'The run reached its size limit and its oldest data went first. Raise the limit in Settings to keep more.',
  },
  'noise-rule': {
    title: 'Noise rule out of force',
    advice: 'The rule is not applied until it is changed in Settings, and what it would have ignored is stored.',
  },
  'scrape-failed': {
    title: 'Metrics could not be fetched',
    advice: 'It is tried again in every interval. Test the target on the Sources page to see what it answers.',
  },
  'scrape-partial': {
    title: 'Scraped samples left out',
    advice: 'Everything else of the page was stored. Expose fewer series or labels, or begin a new run.',
  },
  'collect-failed': {
    title: 'Source not reached',
    advice: 'It is tried again by itself. Test it on the Sources page to see what it answers.',
  },
  'collect-lost': {
    title: 'Items of a source are missing',
    advice: 'The source dropped them, or they could not be stored. The session timeline shows where.',
  },
  'engine-restarted': {
    title: 'Engine restarted',
    advice: 'Everything that was acknowledged is still there. If it happens again, please report it with the message.',
  },
  bug: {
    title: 'A fault of Otterscope itself',
    advice: 'Please report it with the message. Receiving goes on.',
  },
};
