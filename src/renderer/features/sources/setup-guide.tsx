// How to point a service here: choose language and transport, paste, run.
import { useState, type ReactNode } from 'react';
import type { Endpoints, Transport } from '../../../contract/ingest.ts';
import { Select } from '../../ui/select.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { endpointFor, endpointUrl, setupSteps, variablesText, type Language, type Shell } from './setup-text.ts';
import styles from './setup-guide.module.css';

const languages: readonly { readonly id: Language; readonly title: string }[] = [
  { id: 'env', title: 'Variables only' },
  { id: 'go', title: 'Go' },
  { id: 'python', title: 'Python' },
  { id: 'node', title: 'Node.js' },
  { id: 'java', title: 'Java' },
  { id: 'dotnet', title: '.NET' },
  { id: 'rust', title: 'Rust' },
];

const transports: readonly { readonly value: Transport; readonly label: string }[] = [
  { value: 'grpc', label: 'gRPC' },
  { value: 'http', label: 'HTTP' },
];

const shells: readonly { readonly value: Shell; readonly label: string }[] = [
  { value: 'sh', label: 'sh' },
  { value: 'powershell', label: 'PowerShell' },
  { value: 'dotenv', label: '.env file' },
];

export function SetupGuide({ endpoints }: { readonly endpoints: Endpoints }): ReactNode {
  const [language, setLanguage] = useState<Language>('env');
  const [chosen, setTransport] = useState<Transport>();
  const [shell, setShell] = useState<Shell>('sh');
  const transport =
    chosen ?? (endpoints.grpc.kind !== 'listening' && endpoints.http.kind === 'listening' ? 'http' : 'grpc');
  const url = endpointUrl(endpointFor(endpoints, transport));
  return (
    <Tabs
      label="Language"
      className={styles['guide']}
      value={language}
      onChange={setLanguage}
      after={
        <div className={styles['choices']}>
          <Select label="Transport" labelHidden value={transport} options={transports} onChange={setTransport} />
          <Select label="Shell" labelHidden value={shell} options={shells} onChange={setShell} />
        </div>
      }
      tabs={languages.map(({ id, title }) => ({
        id,
        title,
        content:
          url === undefined ? (
            <p className={styles['closed']}>
              The {transport === 'grpc' ? 'gRPC' : 'HTTP'} port is not open at the moment; see above.
            </p>
          ) : (
            <div className={styles['steps']}>
              <CodeBlock
                title={id === 'env' ? 'Any OpenTelemetry SDK reads these variables' : 'Variables'}
                text={variablesText(url, transport, shell)}
              />
              {setupSteps(id, transport).map((step) => (
                <CodeBlock key={step.title} title={step.title} text={step.text} />
              ))}
            </div>
          ),
      }))}
    />
  );
}
