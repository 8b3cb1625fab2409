// The current theme as React state: one read per change, shared by value.
import { useEffect, useState } from 'react';
import { readTheme, watchTheme, type Theme } from './theme.ts';

export function useTheme(): Theme {
  const [theme, setTheme] = useState(() => readTheme(document.body));
  useEffect(() => watchTheme(() => setTheme(readTheme(document.body))), []);
  return theme;
}
