// Text of a dashboard: a small part of Markdown, made of elements, never of HTML that came with a file.
import type { ReactNode } from 'react';
import type { TextPanel } from '../../../../contract/dashboards/panels.ts';
import { cx } from '../../../ui/cx.ts';
import { DataLinks } from './data-links.tsx';
import styles from './text.module.css';

const noData = { value: undefined, text: '', time: undefined, name: '', labels: {}, row: [] };

interface TextProps {
  readonly panel: TextPanel;
  /** With variables written in. */
  readonly content: string;
}

export function Text({ panel, content }: TextProps): ReactNode {
  if (panel.mode === 'code') return <pre className={styles['code']}>{content}</pre>;
  const plain = panel.mode === 'html' ? withoutTags(content) : content;
  return <div className={cx(styles['words'])}>{blocksOf(plain).map((block, at) => blockNode(block, at))}</div>;
}

/** The text of HTML: tags gone, line ends where blocks end, the commonest entities read. */
function withoutTags(html: string): string {
  return html
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gis, '')
    .replace(/<\/(p|div|h[1-6]|li|tr)>|<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

interface Block {
  readonly kind: 'heading' | 'list' | 'code' | 'paragraph';
  readonly lines: readonly string[];
}

function blocksOf(text: string): readonly Block[] {
  const blocks: { kind: Block['kind']; lines: string[] }[] = [];
  let fenced = false;
  for (const line of text.split('\n')) {
    if (line.trim().startsWith('```')) {
      fenced = !fenced;
      if (fenced) blocks.push({ kind: 'code', lines: [] });
      continue;
    }
    const last = blocks.at(-1);
    if (fenced) last?.lines.push(line);
    else if (/^#{1,6}\s/.test(line)) blocks.push({ kind: 'heading', lines: [line.replace(/^#+\s*/, '')] });
    else if (/^\s*([-*]|\d+\.)\s/.test(line)) {
      const item = line.replace(/^\s*([-*]|\d+\.)\s+/, '');
      if (last?.kind === 'list') last.lines.push(item);
      else blocks.push({ kind: 'list', lines: [item] });
    } else if (line.trim() === '') blocks.push({ kind: 'paragraph', lines: [] });
    else if (last?.kind === 'paragraph') last.lines.push(line);
    else blocks.push({ kind: 'paragraph', lines: [line] });
  }
  return blocks.filter(({ lines }) => lines.length > 0);
}

function blockNode({ kind, lines }: Block, key: number): ReactNode {
  switch (kind) {
    case 'heading':
      return <h3 key={key}>{inline(lines.join(' '))}</h3>;
    case 'list':
      return (
        <ul key={key} className={styles['list']}>
          {lines.map((line, at) => (
            <li key={at}>{inline(line)}</li>
          ))}
        </ul>
      );
    case 'code':
      return (
        <pre key={key} className={styles['code']}>
          {lines.join('\n')}
        </pre>
      );
    case 'paragraph':
      return <p key={key}>{inline(lines.join(' '))}</p>;
  }
}

/** Bold, code, and links to web addresses and dashboards. */
function inline(text: string): readonly ReactNode[] {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\))/).map((part, at) => {
    const key = `${at} ${part}`;
    if (part.startsWith('**') && part.length > 4) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (part.startsWith('`') && part.length > 2) return <code key={key}>{part.slice(1, -1)}</code>;
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    if (link === null) return part;
    return (
      <DataLinks key={key} links={[{ title: link[1] ?? '', url: link[2] ?? '' }]} data={noData}>
        {link[1]}
      </DataLinks>
    );
  });
}
