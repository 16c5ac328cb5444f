import type { AccountAnswer } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { admin } from "../words/admin.ts";

const KINDS: Readonly<Record<string, (typeof admin)["kind_staff"]>> = {
  resident: admin.kind_resident,
  enterprise: admin.kind_enterprise,
  staff: admin.kind_staff,
};

type Props = {
  readonly accounts: readonly AccountAnswer[];
  readonly onPosts: (account: AccountAnswer) => void;
  readonly onKnownAs: (account: AccountAnswer) => void;
  readonly onAble: (account: AccountAnswer) => void;
};

function KnownAs({ account }: { readonly account: AccountAnswer }): ReactNode {
  const say = useSay();
  if (account.knownAs.length === 0) return <span className="quiet">{say(admin.notKnown)}</span>;
  return (
    <ul>
      {account.knownAs.map((known) => (
        <li key={known.register}>
          {say(known.title)}
          <span className="small quiet row-more">
            {say(known.registerName)}
            {!known.live && ` · ${say(known.statusName)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Posts({ account }: { readonly account: AccountAnswer }): ReactNode {
  const say = useSay();
  if (account.kind !== "staff") return <KnownAs account={account} />;
  if (account.posts.length === 0) return <span className="quiet">{say(admin.noPosts)}</span>;
  return (
    <ul>
      {account.posts.map((post) => (
        <li key={post.id}>
          {say(post.organName)} · {say(post.roleName)}
        </li>
      ))}
    </ul>
  );
}

/** Accounts with their posts, and what may be changed about them. */
export function AccountTable({ accounts, onPosts, onKnownAs, onAble }: Props): ReactNode {
  const say = useSay();
  return (
    <table className="tasks">
      <thead>
        <tr>
          <th scope="col">{say(admin.accounts)}</th>
          <th scope="col">{say(admin.kind)}</th>
          <th scope="col">{say(admin.postsOrParty)}</th>
          <th scope="col">{say(admin.state)}</th>
          <th scope="col">{say(admin.actions)}</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.id}>
            <th scope="row">
              <strong>{account.name}</strong>
              <span className="small quiet row-more">
                {account.username}
                {account.demo && ` · ${say(admin.demo)}`}
              </span>
            </th>
            <td data-label={say(admin.kind)}>
              <span>{say(KINDS[account.kind] ?? { zh: account.kind, en: account.kind })}</span>
            </td>
            <td data-label={say(account.kind === "staff" ? admin.posts : admin.party)}>
              <Posts account={account} />
            </td>
            <td data-label={say(admin.state)}>
              <span className={account.disabled ? "tag tag-bad" : "tag tag-good"}>
                {say(account.disabled ? admin.disabled : admin.enabled)}
              </span>
            </td>
            <td data-label={say(admin.actions)}>
              <span className="button-row">
                {account.kind === "staff" && (
                  <button
                    type="button"
                    className="text-button"
                    aria-label={say(admin.changePostsOf, { name: account.name })}
                    onClick={() => onPosts(account)}
                  >
                    {say(admin.changePosts)}
                  </button>
                )}
                {account.kind !== "staff" && (
                  <button
                    type="button"
                    className="text-button"
                    aria-label={say(admin.knownOf, { name: account.name })}
                    onClick={() => onKnownAs(account)}
                  >
                    {say(admin.known)}
                  </button>
                )}
                <button
                  type="button"
                  className="text-button"
                  aria-label={say(account.disabled ? admin.enableOf : admin.disableOf, {
                    name: account.name,
                  })}
                  onClick={() => onAble(account)}
                >
                  {say(account.disabled ? admin.enable : admin.disable)}
                </button>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
