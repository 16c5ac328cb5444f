/** Gives a file to the browser to keep. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser takes the file over before its next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
