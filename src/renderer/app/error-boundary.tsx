// A page that throws leaves the frame standing: it says what broke, and offers to try again or copy the report.
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface Props {
  /** A new value (another page) tries again by itself. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | undefined;
  readonly stack: string;
  readonly resetKey: string;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined, stack: '', resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: undefined, stack: '', resetKey: props.resetKey };
  }

  override componentDidCatch(_: unknown, info: ErrorInfo): void {
    this.setState({ stack: info.componentStack ?? '' });
  }

  override render(): ReactNode {
    const { error, stack } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <EmptyState
        icon={<TriangleAlert size={28} />}
        title="This page broke"
        actions={
          <>
            <Button look="primary" onClick={() => this.setState({ error: undefined })}>
              Try again
            </Button>
            <CopyButton wide label="Copy report" text={() => `${error.stack ?? error.message}\n${stack}`} />
          </>
        }
      >
        <p>{error.message}</p>
        <p>Nothing that was received is lost. The other pages keep working.</p>
      </EmptyState>
    );
  }
}
