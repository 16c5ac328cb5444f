import { organInBoth, roleNameAt, type DistrictPack } from "#district";
import { HANDLING_ROLES, holdsRole, type Principal } from "#access";
import { SessionAnswer } from "#contract";
import { findAccountNames, systemContext } from "#store";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { isOfTheCommand } from "../views/command-face.ts";
import { isOfTheField } from "../views/field-face.ts";

/** Who I am and which faces are open to me. */
export function registerSessionRoutes(app: App, platform: Platform): void {
  app.get("/api/session", { schema: { response: { 200: SessionAnswer } } }, async (request) => {
    const absent = request.principal?.posts.flatMap(({ onBehalfOf }) => onBehalfOf ?? []) ?? [];
    const names =
      absent.length === 0
        ? new Map<string, string>()
        : await findAccountNames(platform.store, systemContext(platform.work.pack.code), absent);
    return sessionAnswer(platform, request.principal, request.csrfToken, names);
  });
}

function sessionAnswer(
  platform: Platform,
  principal: Principal | null,
  csrf: string | null,
  names: ReadonlyMap<string, string>,
): SessionAnswer {
  const { pack } = platform.work;
  return {
    district: { code: pack.code, name: pack.name },
    demo: platform.demo,
    csrf,
    account:
      principal === null
        ? null
        : {
            id: principal.account.id,
            name: principal.account.name,
            kind: principal.account.kind,
            posts: principal.posts.map((post) => ({
              id: post.id,
              role: post.role,
              roleName: roleNameAt(pack, post.role, post.organ),
              organ: post.organ,
              organName: organInBoth(pack, post.organ),
              division: post.division,
              standsInFor: post.onBehalfOf === null ? null : (names.get(post.onBehalfOf) ?? post.onBehalfOf),
            })),
            faces: facesOf(pack, principal),
          },
  };
}

type Face = "portal" | "desk" | "command" | "field" | "screen" | "admin";

function facesOf(pack: DistrictPack, principal: Principal): Face[] {
  if (principal.account.kind !== "staff") return ["portal"];
  const overseeing = (["leader", "auditor", "supervisor"] as const).some((role) =>
    holdsRole(principal, role),
  );
  const handling = principal.posts.some((post) => HANDLING_ROLES.includes(post.role));
  return [
    "portal",
    ...(handling || overseeing ? (["desk"] as const) : []),
    ...(isOfTheCommand(pack, principal) ? (["command"] as const) : []),
    ...(isOfTheField(pack, principal) ? (["field"] as const) : []),
    ...(overseeing || handling ? (["screen"] as const) : []),
    ...(holdsRole(principal, "admin") || holdsRole(principal, "configurer") ? (["admin"] as const) : []),
  ];
}
