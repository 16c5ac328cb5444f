import type { CookieSerializeOptions } from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { SignInSetting } from "./options.ts";

type CookieName = "session" | "browser";

/** `__Host-` makes browsers refuse a cookie that another host or path has set (RFC 6265bis); it needs https. */
function nameOf(name: CookieName, secure: boolean): string {
  return secure ? `__Host-yiwang-${name}` : `yiwang-${name}`;
}

function optionsOf(secure: boolean): CookieSerializeOptions {
  return { path: "/", httpOnly: true, sameSite: "lax", secure };
}

export function readCookie(
  request: FastifyRequest,
  name: CookieName,
  { secure }: SignInSetting,
): string | undefined {
  const value = request.cookies[nameOf(name, secure)];
  return value === undefined || value === "" || value.length > 200 ? undefined : value;
}

export function writeCookie(
  reply: FastifyReply,
  name: CookieName,
  value: string,
  { secure }: SignInSetting,
): void {
  reply.setCookie(nameOf(name, secure), value, optionsOf(secure));
}

export function removeCookie(reply: FastifyReply, name: CookieName, { secure }: SignInSetting): void {
  reply.clearCookie(nameOf(name, secure), optionsOf(secure));
}
