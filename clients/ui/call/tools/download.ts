/** Hands a file to the browser's downloads. Only ever by a person's click. */

export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Long enough for every browser to have begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
