import type { AccountAnswer, Bilingual, NewAccountAnswer } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { accountsQuery, choicesQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import { AntdFrame } from "../design/antd-frame.tsx";
import { useSay } from "../language/say.ts";
import { ExportMenu } from "../lists/export-menu.tsx";
import { ListTools } from "../lists/list-tools.tsx";
import { ListFilters, type FilterField } from "../lists/list-filters.tsx";
import { Nothing } from "../lists/nothing.tsx";
import { Pager } from "../lists/pager.tsx";
import { SearchField } from "../lists/search-field.tsx";
import { ACCOUNT_FILTERS, type AccountsSearch } from "../lists/searches.ts";
import { Dialog } from "../shell/dialog.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { admin } from "../words/admin.ts";
import { common } from "../words/common.ts";
import { NewAccountDrawer, PostsDrawer } from "./account-drawer.tsx";
import { AccountTable } from "./account-table.tsx";
import { AdminTabs } from "./admin-tabs.tsx";
import { FirstPassword } from "./first-password.tsx";
import { KnownAsDrawer } from "./known-as-drawer.tsx";

const route = getRouteApi("/admin");

type Open =
  | { readonly kind: "nothing" }
  | { readonly kind: "new" }
  | { readonly kind: "posts"; readonly account: AccountAnswer }
  | { readonly kind: "knownAs"; readonly account: AccountAnswer }
  | { readonly kind: "able"; readonly account: AccountAnswer };

type AbleProps = {
  readonly account: AccountAnswer;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

function AbleDialog({ account, onClose, onDone }: AbleProps): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const { name, disabled } = account;
  const change = useMutation({
    mutationFn: () =>
      request<unknown>(`/api/admin/accounts/${encodeURIComponent(account.id)}`, {
        method: "PATCH",
        body: { disabled: !disabled },
      }),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: ["accounts"] });
    },
  });
  return (
    <Dialog title={say(disabled ? admin.enableOf : admin.disableOf, { name })} onClose={onClose}>
      {!disabled && <p>{say(admin.disableWarning)}</p>}
      {change.isError && <ProblemNotice error={change.error} />}
      <div className="button-row dialog-ways">
        <button
          type="button"
          className={`button ${disabled ? "button-main" : "button-danger-main"}`}
          aria-disabled={change.isPending}
          onClick={() => {
            if (!change.isPending) change.mutate();
          }}
        >
          {say(disabled ? admin.enable : admin.disable)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say(common.cancel)}
        </button>
      </div>
    </Dialog>
  );
}

type ToolsProps = { readonly search: AccountsSearch; readonly onNew: () => void };

function Tools({ search, onNew }: ToolsProps): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const organs = useQuery(choicesQuery).data?.organs ?? [];
  const fields: readonly FilterField[] = [
    {
      kind: "choice",
      name: "kind",
      label: admin.kind,
      choices: [
        { id: "staff", name: admin.kind_staff },
        { id: "enterprise", name: admin.kind_enterprise },
        { id: "resident", name: admin.kind_resident },
      ],
    },
    {
      kind: "choice",
      name: "organ",
      label: admin.organ,
      choices: organs.map(({ id, name }) => ({ id, name: { zh: name, en: name } })),
    },
    {
      kind: "choice",
      name: "disabled",
      label: admin.state,
      choices: [
        { id: "false", name: admin.enabled },
        { id: "true", name: admin.disabled },
      ],
    },
  ];
  const change = (told: Partial<AccountsSearch>): void =>
    void navigate({ to: "/admin", search: { ...search, ...told, after: "" } });
  return (
    <>
      <div className="desk-filters">
        <AdminTabs here="accounts" />
        <SearchField
          q={search.q}
          label={admin.search}
          hint={admin.searchHint}
          onSearch={(q) => change({ q })}
        />
        <button type="button" className="button button-main" onClick={onNew}>
          {say(admin.newAccount)}
        </button>
      </div>
      <ListTools acts={<ExportMenu path="/api/admin/accounts" search={search} />}>
        <ListFilters search={search} fields={fields} filters={ACCOUNT_FILTERS} onChange={change} />
      </ListTools>
    </>
  );
}

type Told = { readonly sentence: Bilingual; readonly name: string };

/** Who may sign in and which posts they hold. */
export function AccountsPage(): ReactNode {
  const say = useSay();
  const search = route.useSearch();
  const accounts = useQuery(accountsQuery(search));
  const [open, setOpen] = useState<Open>({ kind: "nothing" });
  const [made, setMade] = useState<NewAccountAnswer>();
  const [told, setTold] = useState<Told>();
  if (accounts.isError && accounts.data === undefined)
    return <RefusedPage error={accounts.error} onRetry={() => void accounts.refetch()} />;
  const items = accounts.data?.items;
  const close = (): void => setOpen({ kind: "nothing" });
  const changed = (account: AccountAnswer): void => {
    close();
    setTold({ sentence: admin.changed, name: account.name });
  };
  return (
    <AntdFrame>
      <Page title={say(admin.title)} width="wide" className="desk">
        <Tools search={search} onNew={() => setOpen({ kind: "new" })} />
        <div aria-live="polite">
          {told !== undefined && (
            <p className="notice notice-good said">{say(told.sentence, { name: told.name })}</p>
          )}
        </div>
        {made !== undefined && <FirstPassword answer={made} onClose={() => setMade(undefined)} />}
        {items === undefined && <Skeleton lines={8} />}
        {items?.length === 0 && (
          <Nothing
            search={search}
            filters={ACCOUNT_FILTERS}
            next={accounts.data?.next ?? null}
            title={admin.noAccounts}
            what={admin.noAccountsNext}
          />
        )}
        {items !== undefined && items.length > 0 && (
          <AccountTable
            accounts={items}
            onPosts={(account) => setOpen({ kind: "posts", account })}
            onKnownAs={(account) => setOpen({ kind: "knownAs", account })}
            onAble={(account) => setOpen({ kind: "able", account })}
          />
        )}
        <Pager next={accounts.data?.next ?? null} after={search.after} />
        {open.kind === "new" && (
          <NewAccountDrawer
            onClose={close}
            onDone={(answer) => {
              close();
              setMade(answer);
            }}
          />
        )}
        {open.kind === "posts" && <PostsDrawer account={open.account} onClose={close} onDone={changed} />}
        {open.kind === "knownAs" && <KnownAsDrawer account={open.account} onClose={close} onDone={changed} />}
        {open.kind === "able" && (
          <AbleDialog account={open.account} onClose={close} onDone={() => changed(open.account)} />
        )}
      </Page>
    </AntdFrame>
  );
}
