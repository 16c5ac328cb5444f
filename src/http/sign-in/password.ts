import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";
import { err, ok, problem, type Problem, type Result } from "#kernel";

/** OWASP's second choice of scrypt: N = 2^15, r = 8, p = 3; 32 MB each, so that two at once stay small. */
const COST = { ln: 15, r: 8, p: 3 } as const;
const KEY_BYTES = 32;
const AT_ONCE = 2;

/** A hash of a new password as `$scrypt$ln=15,r=8,p=3$salt$key` (base64url). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  const cost = `ln=${COST.ln},r=${COST.r},p=${COST.p}`;
  return `$scrypt$${cost}$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

/**
 * Whether a password belongs to a hash. Without a hash (no such account, none set) the same work is done
 * and the answer is false, so that time tells nothing.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const known = hash === null ? undefined : parseHash(hash);
  const { cost, salt, key } = known ?? NOBODY;
  const derived = await derive(password, salt, cost);
  const equal = timingSafeEqual(derived, key);
  return known !== undefined && equal;
}

/**
 * A password that may be set: at least 10 characters of three kinds (GB/T 22239-2019: complexity), not
 * holding the user name.
 * Errors: PASSWORD_WEAK.
 */
export function checkPassword(password: string, login: string): Result<string, Problem> {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  const holdsLogin = login !== "" && password.toLowerCase().includes(login.toLowerCase());
  const varied = new Set(password).size >= 6;
  if (password.length < 10 || password.length > 200 || kinds < 3 || holdsLogin || !varied)
    return err(problem("PASSWORD_WEAK"));
  return ok(password);
}

type Cost = { readonly ln: number; readonly r: number; readonly p: number };
type ParsedHash = { readonly cost: Cost; readonly salt: Buffer; readonly key: Buffer };

const NOBODY: ParsedHash = { cost: COST, salt: randomBytes(16), key: randomBytes(KEY_BYTES) };

function parseHash(hash: string): ParsedHash | undefined {
  const parts = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(hash);
  const [, ln, r, p, salt, key] = parts ?? [];
  if (salt === undefined || key === undefined) return undefined;
  const bytes = Buffer.from(key, "base64url");
  if (bytes.length !== KEY_BYTES) return undefined;
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, "base64url"),
    key: bytes,
  };
}

let running = 0;
const waiting: (() => void)[] = [];

/** A flood of sign-ins waits in line rather than filling memory. */
async function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    const options: ScryptOptions = { N: 2 ** cost.ln, r: cost.r, p: cost.p, maxmem: 256 * 2 ** 20 };
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
        error === null ? resolve(key) : reject(error),
      );
    });
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
