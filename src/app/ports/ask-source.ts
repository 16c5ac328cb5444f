import type { AskOutside } from "#cases";
import { problem, type Bilingual, type Json } from "#kernel";
import type { Outbound } from "#worker";

/**
 * Asks a system outside for a fact that a rule rests on: once, in its own time, and nothing else than an address of the
 * district. Whatever is not a plain answer in JSON is told as missing, with why.
 */
export function askSource(addresses: Readonly<Record<string, string>>, send: Outbound): AskOutside {
  return async ({ address, path, timeoutMs }) => {
    const base = Object.hasOwn(addresses, address) ? addresses[address] : undefined;
    if (base === undefined) return missing({ zh: `没有配置地址“${address}”`, en: `no address ${address}` });
    const headers = { accept: "application/json" };
    const answer = await send({
      address,
      url: `${base}${path}`,
      method: "GET",
      headers,
      body: null,
      timeoutMs,
    });
    if (answer.kind === "stopping") return missing({ zh: "系统正在停止", en: "the system is stopping" });
    if (answer.kind === "away")
      return missing(problem("OUTSIDE_AWAY", { address, reason: answer.reason }).message);
    const { status, body } = answer;
    if (status !== 200) return missing(problem("OUTSIDE_ANSWERED", { address, status }).message);
    const unreadable = problem("OUTSIDE_UNREADABLE", { address }).message;
    if (body === null) return missing(unreadable);
    try {
      return { body: JSON.parse(body) as Json };
    } catch {
      return missing(unreadable);
    }
  };
}

const missing = (why: Bilingual): { readonly missing: Bilingual } => ({ missing: why });
