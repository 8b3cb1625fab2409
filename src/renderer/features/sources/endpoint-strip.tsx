// The two ports: listening, taken (by whom, and what to do about it), or off.
import { CircleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Endpoints, EndpointState, Transport } from '../../../contract/ingest.ts';
import { useCommand } from '../../data/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { endpointUrl, urlOf, variablesText } from './setup-text.ts';
import styles from './endpoint-strip.module.css';

export function EndpointStrip({ endpoints }: { readonly endpoints: Endpoints }): ReactNode {
  return (
    <section aria-label="Ports" className={styles['strip']}>
      <div className={styles['ports']}>
        <Port transport="grpc" endpoint={endpoints.grpc} />
        <Port transport="http" endpoint={endpoints.http} />
      </div>
      {endpoints.grpc.kind === 'taken' || endpoints.http.kind === 'taken' ? <Taken endpoints={endpoints} /> : undefined}
    </section>
  );
}

function Port({ transport, endpoint }: { readonly transport: Transport; readonly endpoint: EndpointState }): ReactNode {
  const url = endpointUrl(endpoint);
  const name = transport === 'grpc' ? 'OTLP/gRPC' : 'OTLP/HTTP';
  return (
    <div className={styles['port']}>
      <span className={styles['name']}>{name}</span>
      {endpoint.kind === 'listening' && url !== undefined ? (
        <>
          <code className={styles['address']}>{url}</code>
          <CopyButton label={`Copy the ${name} address`} text={url} />
          <Pill tone="ok">listening</Pill>
        </>
      ) : undefined}
      {endpoint.kind === 'taken' ? (
        <>
          <code className={styles['address']}>{urlOf(endpoint.host, endpoint.port)}</code>
          <Pill tone="error">
            {endpoint.owner === undefined ? 'taken' : `taken by ${endpoint.owner.name}, pid ${endpoint.owner.pid}`}
          </Pill>
        </>
      ) : undefined}
      {endpoint.kind === 'down' ? <Pill tone="warning">{endpoint.reason}</Pill> : undefined}
      {endpoint.kind === 'off' ? <Pill>off</Pill> : undefined}
    </div>
  );
}

function Taken({ endpoints }: { readonly endpoints: Endpoints }): ReactNode {
  const listen = useCommand('app.listen', ['app.info']);
  const [asked, setAsked] = useState(false);
  const taken = [endpoints.grpc, endpoints.http].flatMap((endpoint) => (endpoint.kind === 'taken' ? [endpoint] : []));
  const { free } = endpoints;
  const still = asked && !listen.isPending && listen.isSuccess;
  return (
    <div className={styles['taken']}>
      <CircleAlert size={16} className={styles['alert']} />
      <div className={styles['words']}>
        {taken.map((endpoint) => (
          <p key={endpoint.port}>
            {endpoint.owner === undefined
              ? `Port ${endpoint.port} cannot be used: ${endpoint.reason}`
              : `Port ${endpoint.port} is in use by ${endpoint.owner.name} (pid ${endpoint.owner.pid}).`}
          </p>
        ))}
        <p className={styles['hint']}>
          Stop that process and try again, or listen elsewhere and give your services the new address.
        </p>
        <div className={styles['actions']}>
          <Button
            disabled={listen.isPending}
            onClick={() => {
              setAsked(true);
              listen.mutate({});
            }}
          >
            Try again
          </Button>
          {free === undefined ? undefined : (
            <Button look="primary" disabled={listen.isPending} onClick={() => listen.mutate(free)}>
              Listen on {free.grpc} and {free.http}
            </Button>
          )}
          {listen.error !== null ? (
            <span className={styles['trouble']}>{listen.error.message}</span>
          ) : still ? (
            <span className={styles['hint']}>Still taken.</span>
          ) : undefined}
        </div>
        {free === undefined ? undefined : (
          <div className={styles['pastes']}>
            <CodeBlock
              title={`gRPC on ${free.grpc}`}
              text={variablesText(urlOf('127.0.0.1', free.grpc), 'grpc', 'sh')}
            />
            <CodeBlock
              title={`HTTP on ${free.http}`}
              text={variablesText(urlOf('127.0.0.1', free.http), 'http', 'sh')}
            />
          </div>
        )}
      </div>
    </div>
  );
}
