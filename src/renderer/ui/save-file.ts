// Gives what was made in the window to the user as a file.

export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name that every file system takes. */
export function fileName(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}._ -]+/gu, '_').slice(0, 100);
}
