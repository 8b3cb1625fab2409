// How to get a first profile: what to run for each kind of program, and where its file goes.
import { Flame } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { profileRecipes, type ProfileRecipe } from './profile-recipes.ts';
import styles from './no-profiles.module.css';

interface NoProfilesProps {
  /** Looked at is the live run, into which profiles can be captured. */
  readonly live: boolean;
  readonly onCapture: () => void;
  readonly onOpenFiles: () => void;
}

export function NoProfiles({ live, onCapture, onOpenFiles }: NoProfilesProps): ReactNode {
  const [shown, setShown] = useState<ProfileRecipe['id']>('go');
  return (
    <div className={styles['nothing']} tabIndex={0}>
      <div>
        <EmptyState
          icon={<Flame size={28} />}
          title="No profile in this run"
          actions={
            <>
              {live ? (
                <Button look="primary" onClick={onCapture}>
                  Capture from a service…
                </Button>
              ) : undefined}
              <Button onClick={onOpenFiles}>Open a file…</Button>
            </>
          }
        >
          Drop a profile on this window, or capture one from a running service. Profiles that come by OTLP are here by
          themselves.
        </EmptyState>
      </div>
      <Tabs
        label="Kind of program"
        className={styles['recipes']}
        value={shown}
        onChange={setShown}
        tabs={profileRecipes.map(({ id, title, words, steps }) => ({
          id,
          title,
          content: (
            <div className={styles['recipe']}>
              <p>{words}</p>
              {steps.map((step) => (
                <CodeBlock key={step.title} title={step.title} text={step.text} />
              ))}
            </div>
          ),
        }))}
      />
    </div>
  );
}
