/** A request by who asks it (`by`: account and key) and what it asks (`asked`, as text). */
type Asked = { readonly by: string; readonly asked: string };

type First<Answer> = { readonly asked: string; readonly answer: Promise<Answer> };

/**
 * Requests under way in this process. Whoever asks the very same meanwhile waits for the first in memory, holding no
 * connection of the database, and is given its answer, be it a refusal or a fault. Something else under the same key
 * waits until the first has ended, and is then asked for itself. Across processes the key's row in the database does
 * what this does here, for one request of each process.
 */
export function requestsUnderWay<Answer>(): (request: Asked, work: () => Promise<Answer>) => Promise<Answer> {
  const firsts = new Map<string, First<Answer>>();
  return async ({ by, asked }, work) => {
    for (let first = firsts.get(by); first !== undefined; first = firsts.get(by)) {
      if (first.asked === asked) return first.answer;
      await first.answer.catch(() => undefined);
    }
    const answer = work().finally(() => firsts.delete(by));
    firsts.set(by, { asked, answer });
    return answer;
  };
}
