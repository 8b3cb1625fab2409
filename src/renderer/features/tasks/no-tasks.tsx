// What to do where nothing is known of tasks.
import { Cpu } from 'lucide-react';
import type { ReactNode } from 'react';
import { sourcesLink } from '../../routes/sources-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './no-tasks.module.css';

const code = `# Cargo.toml
console-subscriber = "0.5"
tokio = { version = "1", features = ["full", "tracing"] }

// first line of main
console_subscriber::init();

# build and run
RUSTFLAGS="--cfg tokio_unstable" cargo run`;

export function NoTasks(): ReactNode {
  return (
    <EmptyState icon={<Cpu size={28} />} title="No tasks in this run">
      <p>
        A Rust program on tokio shows its tasks with the crate <code>console-subscriber</code>; it then answers on
        127.0.0.1:6669. Add it as a source of the kind tokio-console on the <Link href={sourcesLink()}>Sources</Link>{' '}
        page, and its tasks are here a second later.
      </p>
      <pre className={styles['code']} tabIndex={0}>
        {code}
      </pre>
    </EmptyState>
  );
}
