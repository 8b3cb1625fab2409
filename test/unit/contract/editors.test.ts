import { describe, expect, it } from 'vitest';
import { editorAddress } from '../../../src/contract/editors.ts';

const place = (path: string, line = 12, column?: number) => ({ path, line, column });

describe('the address of a file in an editor', () => {
  it('names the file, the line and the column', () => {
    expect(editorAddress('vscode', place('/srv/a b/c#1.ts', 12, 3))).toBe('vscode://file/srv/a%20b/c%231.ts:12:3');
    expect(editorAddress('zed', place('/srv/a.go'))).toBe('zed://file/srv/a.go:12');
    expect(editorAddress('idea', place('/srv/a&b.kt'))).toBe('idea://open?file=/srv/a%26b.kt&line=12');
    expect(editorAddress('cursor', place('C:\\src\\a.cs', 7))).toBe('cursor://file/C:/src/a.cs:7');
  });

  it('is only of absolute paths of this machine and of real lines', () => {
    for (const path of ['a.ts', '', '//server/share/a.ts', '\\\\server\\a.ts', 'file:///a.ts', 'javascript:alert(1)'])
      expect(editorAddress('vscode', place(path))).toBeUndefined();
    expect(editorAddress('vscode', place('/a.ts', -1))).toBeUndefined();
    expect(editorAddress('vscode', place('/a.ts', 1.5))).toBeUndefined();
    expect(editorAddress('vscode', place('/a.ts', 1, Number.NaN))).toBeUndefined();
  });

  it('cannot be turned into another address by a path', () => {
    const address = editorAddress('vscode', place('/../../x?cmd=1&"\n:9'));
    expect(address).toBe('vscode://file/../../x%3Fcmd%3D1%26%22%0A%3A9:12');
  });
});
