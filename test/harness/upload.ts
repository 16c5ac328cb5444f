/** The head of a request that announces a file by the tus protocol. */
export function announcement(
  told: Readonly<Record<string, string>>,
  size: number,
): Readonly<Record<string, string>> {
  const pairs = Object.entries(told).map(
    ([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`,
  );
  return {
    "tus-resumable": "1.0.0",
    "upload-length": String(size),
    "upload-metadata": pairs.join(","),
  };
}
