// React knows CSS properties; custom properties (`--name`) may be set the same way.
import 'react';

declare module 'react' {
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
