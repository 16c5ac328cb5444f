/** File sizes as people say them: `812 KB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  if (kilo < 1024) return `${Math.round(kilo)} KB`;
  const mega = kilo / 1024;
  return `${Number.isInteger(mega) ? mega : mega.toFixed(1)} MB`;
}
