// From match to match: by n and N, and by Enter in the field that is searched with.
import { useCallback, useEffect } from 'react';
import type { FlameModel } from '../../../../draw/flame/flame-model.ts';
import { useCommands } from '../../../../ui/use-commands.tsx';
import type { ProfileScreen } from '../profile-screen.ts';

const group = 'Profile';

/** Chooses the next frame that matches, or the one before. */
export function useFindSteps({ findStep }: ProfileScreen, model: FlameModel): (direction: 1 | -1) => void {
  const step = useCallback((direction: 1 | -1): void => void model.stepMatch(direction), [model]);
  useEffect(() => {
    findStep.current = step;
    return () => {
      findStep.current = undefined;
    };
  }, [findStep, step]);
  useCommands([
    { id: 'profile.nextMatch', title: 'Next match', group, keys: 'n', run: () => step(1) },
    { id: 'profile.previousMatch', title: 'Previous match', group, keys: 'N', run: () => step(-1) },
  ]);
  return step;
}
