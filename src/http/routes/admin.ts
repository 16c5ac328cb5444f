import { randomUUID } from "node:crypto";
import { type Static, Type } from "typebox";
import {
  canManageAccounts,
  canManageSubstitutions,
  checkRoles,
  checkSubstitution,
  isRole,
  ROLE_NAMES,
  ROLES,
  storeContextOf,
  type Post,
  type Role,
} from "#access";
import { registersOfParties } from "#cases";
import {
  AccountPage,
  ChangeAccountRequest,
  ChoicesAnswer,
  ExportRequest,
  NewAccountAnswer,
  NewAccountRequest,
  NewSubstitutionRequest,
  SubstitutionsAnswer,
} from "#contract";
import { err, ok, parseLocalDate, problem, type Problem, type Result } from "#kernel";
import {
  addSubstitution,
  changeAccount,
  createAccount,
  listSubstitutions,
  removeSubstitution,
  systemContext,
  type AccountFilter,
  type AccountLine,
} from "#store";
import type { App } from "../app.ts";
import { accountAnswer, accountFilterWords, accounts } from "../lists/accounts.ts";
import { sendExport } from "../lists/export-list.ts";
import { Paging } from "../lists/narrowing.ts";
import { ACCOUNTS_TABLE } from "../lists/other-tables.ts";
import { leafOf, readerOf, type Leaf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { passwordLink, requirePrincipal } from "../sign-in/index.ts";
import { requireAdministrator } from "./administrator.ts";
import { registerKnownAsRoutes } from "./known-as.ts";

const Id = Type.Object({ id: Type.String({ maxLength: 100 }) });
const Search = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 60 })),
  kind: Type.Optional(
    Type.Union([Type.Literal("resident"), Type.Literal("enterprise"), Type.Literal("staff")]),
  ),
  organ: Type.Optional(Type.String({ maxLength: 100 })),
  disabled: Type.Optional(Type.Boolean()),
  ...Paging,
});

/** Accounts, posts, whose account each is, and who stands in for whom. */
export function registerAdminRoutes(app: App, platform: Platform): void {
  registerAccounts(app, platform);
  registerKnownAsRoutes(app, platform);
  registerSubstitutions(app, platform);
}

function filterOf({ q = "", kind, organ, disabled }: Static<typeof Search>): AccountFilter {
  return {
    ...(q.trim() === "" ? {} : { search: q.trim() }),
    ...(kind === undefined ? {} : { kind }),
    ...(organ === undefined || organ === "" ? {} : { organ }),
    ...(disabled === undefined ? {} : { disabled }),
  };
}

function registerAccounts(app: App, platform: Platform): void {
  const { store } = platform;
  const { pack } = platform.work;
  app.get("/api/admin/choices", { schema: { response: { 200: ChoicesAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    if (principal.value.account.kind !== "staff") return sendProblem(reply, problem("ADMINISTRATOR_ONLY"));
    return reply.send({
      organs: [...pack.organs.values()].map(({ id, name }) => ({ id, name: name.zh })),
      roles: ROLES.filter((role) => role !== "applicant").map((id) => ({ id, name: ROLE_NAMES[id] })),
      divisions: [...pack.divisions.values()].map(({ code, name }) => ({ code, name })),
      registers: registersOfParties(pack).map(({ id, name, key, fields }) => ({
        id,
        name,
        keyName: fields.find((field) => field.id === key)?.name ?? name,
      })),
    });
  });

  app.get(
    "/api/admin/accounts",
    { schema: { querystring: Search, response: { 200: AccountPage } } },
    async (request, reply) => {
      const principal = requireAdministrator(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const page = await accounts(platform, context, filterOf(request.query), leafOf(request.query.cursor));
      return reply.send(page as Static<typeof AccountPage>);
    },
  );

  app.post(
    "/api/admin/accounts/export",
    { schema: { querystring: Search, body: ExportRequest } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return sendProblem(reply, reader.error);
      const may = canManageAccounts(reader.value.principal);
      if (!may.allowed) return sendProblem(reply, may.problem);
      const filter = filterOf(request.query);
      const list = {
        table: ACCOUNTS_TABLE,
        page: (leaf: Leaf) => accounts(platform, reader.value.context, filter, leaf),
        told: accountFilterWords(platform, filter),
      };
      return sendExport(reply, reader.value, list, request.body);
    },
  );

  app.post(
    "/api/admin/accounts",
    { schema: { body: NewAccountRequest, response: { 200: NewAccountAnswer } } },
    async (request, reply) => {
      const principal = requireAdministrator(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { username, name, kind } = request.body;
      const posts = readPosts(platform, kind, request.body.posts);
      if (!posts.ok) return sendProblem(reply, posts.error);
      const id = randomUUID();
      const fresh = { id, login: username, name, kind, outside: null, data: {}, at: platform.now() };
      const context = systemContext(pack.code);
      if (!(await createAccount(store, context, fresh, posts.value)))
        return sendProblem(reply, problem("LOGIN_TAKEN", { login: username }));
      const line: AccountLine = { ...fresh, subject: id, disabledAt: null, posts: posts.value };
      const firstPasswordLink = await passwordLink(platform.signIn, id);
      return reply.send({ account: accountAnswer(platform, line, []), firstPasswordLink });
    },
  );

  app.patch(
    "/api/admin/accounts/:id",
    { schema: { params: Id, body: ChangeAccountRequest } },
    async (request, reply) => {
      const principal = requireAdministrator(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { name, disabled, posts: wanted } = request.body;
      if (disabled === true && request.params.id === principal.value.account.id)
        return sendProblem(reply, problem("ACCOUNT_DISABLES_ITSELF"));
      const posts = wanted === undefined ? undefined : readPosts(platform, "staff", wanted);
      if (posts?.ok === false) return sendProblem(reply, posts.error);
      const found = await changeAccount(store, systemContext(pack.code), request.params.id, {
        ...(name === undefined ? {} : { name }),
        ...(disabled === undefined ? {} : { disabled }),
        ...(posts === undefined ? {} : { posts: posts.value }),
        at: platform.now(),
      });
      return found ? reply.send({ changed: true }) : sendProblem(reply, problem("ACCOUNT_NOT_FOUND"));
    },
  );
}

/** Errors: POST_UNFIT where an organ, role or division is not of this district; ROLES_INCOMPATIBLE. */
function readPosts(
  platform: Platform,
  kind: "resident" | "enterprise" | "staff",
  wanted: readonly { readonly organ: string; readonly role: string; readonly division: string }[],
): Result<readonly Post[], Problem> {
  const { pack } = platform.work;
  const posts: Post[] = [];
  for (const { organ, role, division } of wanted) {
    const fits = kind === "staff" && isRole(role) && role !== "applicant";
    if (!fits || !pack.organs.has(organ) || !pack.divisions.has(division)) return err(problem("POST_UNFIT"));
    posts.push({ id: randomUUID(), organ, role, division });
  }
  const roles = checkRoles(posts.map(({ role }): Role => role));
  return roles.ok ? ok(posts) : roles;
}

function registerSubstitutions(app: App, platform: Platform): void {
  const { store } = platform;
  const { pack } = platform.work;

  app.get(
    "/api/admin/substitutions",
    { schema: { response: { 200: SubstitutionsAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const all = await listSubstitutions(store, systemContext(pack.code));
      const own = all.filter(({ absent }) => canManageSubstitutions(principal.value, { absent }).allowed);
      return reply.send({ items: own.map(({ createdBy: _createdBy, ...row }) => row) } as Static<
        typeof SubstitutionsAnswer
      >);
    },
  );

  app.post(
    "/api/admin/substitutions",
    { schema: { body: NewSubstitutionRequest } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { absent, substitute, reason } = request.body;
      const may = canManageSubstitutions(principal.value, { absent });
      if (!may.allowed) return sendProblem(reply, may.problem);
      const from = parseLocalDate(request.body.from);
      const to = parseLocalDate(request.body.to);
      if (!from.ok) return sendProblem(reply, from.error);
      if (!to.ok) return sendProblem(reply, to.error);
      const [away, standIn] = await Promise.all([
        platform.signIn.store.findPrincipal(absent, platform.now()),
        platform.signIn.store.findPrincipal(substitute, platform.now()),
      ]);
      if (away === undefined || standIn === undefined)
        return sendProblem(reply, problem("ACCOUNT_NOT_FOUND"));
      const posts = away.posts.filter((post) => post.onBehalfOf === null);
      const row = { id: randomUUID(), absent, substitute, from: from.value, to: to.value };
      const checked = checkSubstitution({ ...row, posts }, standIn);
      if (!checked.ok) return sendProblem(reply, checked.error);
      await addSubstitution(store, systemContext(pack.code), {
        ...row,
        reason,
        createdBy: principal.value.account.id,
      });
      return reply.send({ id: row.id });
    },
  );

  app.delete("/api/admin/substitutions/:id", { schema: { params: Id } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const all = await listSubstitutions(store, systemContext(pack.code));
    const row = all.find(({ id }) => id === request.params.id);
    if (row === undefined) return sendProblem(reply, problem("SUBSTITUTION_UNKNOWN"));
    const may = canManageSubstitutions(principal.value, { absent: row.absent });
    if (!may.allowed) return sendProblem(reply, may.problem);
    await removeSubstitution(store, systemContext(pack.code), row.id);
    return reply.send({ removed: true });
  });
}
