/** What an Open311 endpoint answered. */
export type Open311Call = { readonly status: number; readonly type: string; readonly text: string };

export type Open311Client = ReturnType<typeof open311Client>;

/** The calls of a client of the published standard: addresses, fields and forms as it says, and nothing of ours. */
export function open311Client(url: string, key: string) {
  const call = async (path: string, init?: RequestInit): Promise<Open311Call> => {
    const answer = await fetch(`${url}/open311/v2/${path}`, init);
    return {
      status: answer.status,
      type: answer.headers.get("content-type") ?? "",
      text: await answer.text(),
    };
  };
  return {
    key,
    get: (path: string) => call(path),
    post: (path: string, fields: Readonly<Record<string, string>>) =>
      call(path, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
        body: new URLSearchParams({ api_key: key, ...fields }),
      }),
  };
}
