import type { AccountAnswer, ChangeAccountRequest, NewAccountAnswer, NewAccountRequest } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Drawer } from "antd";
import { type ReactNode, useState } from "react";
import { choicesQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { admin } from "../words/admin.ts";
import { common } from "../words/common.ts";
import { PostsField, postsComplete, type WantedPost } from "./posts-field.tsx";

const KINDS = ["staff", "resident", "enterprise"] as const;
type Kind = (typeof KINDS)[number];

type NewProps = { readonly onClose: () => void; readonly onDone: (answer: NewAccountAnswer) => void };

function TextField(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { id, label, hint, value, onChange } = props;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        className="input"
        value={value}
        autoComplete="off"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** Making an account; its first password is set by the person, through a one-time link. */
export function NewAccountDrawer({ onClose, onDone }: NewProps): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const choices = useQuery(choicesQuery);
  const [name, setName] = useState("");
  const [username, setUsername] = useState("");
  const [kind, setKind] = useState<Kind>("staff");
  const [posts, setPosts] = useState<readonly WantedPost[]>([{ organ: "", role: "", division: "" }]);
  const [wrong, setWrong] = useState<string>();
  const creation = useMutation({
    mutationFn: (body: NewAccountRequest) =>
      request<NewAccountAnswer>("/api/admin/accounts", { method: "POST", body }),
    onSuccess: async (answer) => {
      onDone(answer);
      await client.invalidateQueries({ queryKey: ["accounts"] });
    },
  });
  const submit = (): void => {
    const wanted = kind === "staff" ? posts : [];
    const found =
      name.trim() === ""
        ? admin.nameMissing
        : !/^[a-z0-9._-]{2,40}$/.test(username)
          ? admin.usernameWrong
          : postsComplete(wanted)
            ? undefined
            : admin.postMissing;
    setWrong(found === undefined ? undefined : say(found));
    if (found === undefined && !creation.isPending)
      creation.mutate({ username, name: name.trim(), kind, posts: [...wanted] });
  };
  return (
    <Drawer open title={say(admin.newAccount)} size={560} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField id="new-name" label={say(admin.name)} value={name} onChange={setName} />
        <TextField
          id="new-username"
          label={say(admin.username)}
          hint={say(admin.usernameHint)}
          value={username}
          onChange={setUsername}
        />
        <fieldset className="field">
          <legend className="field-label">{say(admin.kind)}</legend>
          <div className="choices choices-inline">
            {KINDS.map((one) => (
              <label key={one} className="choice">
                <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
                <span>{say(admin[`kind_${one}`])}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {kind === "staff" && choices.data === undefined && <Skeleton lines={3} />}
        {kind === "staff" && choices.data !== undefined && (
          <PostsField choices={choices.data} posts={posts} onChange={setPosts} />
        )}
        {wrong !== undefined && (
          <p className="field-error" role="alert">
            {wrong}
          </p>
        )}
        {creation.isError && <ProblemNotice error={creation.error} />}
        <div className="button-row">
          <button type="submit" className="button button-main" aria-disabled={creation.isPending}>
            {say(admin.create)}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {say(common.cancel)}
          </button>
        </div>
      </form>
    </Drawer>
  );
}

type PostsProps = {
  readonly account: AccountAnswer;
  readonly onClose: () => void;
  readonly onDone: (account: AccountAnswer) => void;
};

/** Changing the posts of an account. */
export function PostsDrawer({ account, onClose, onDone }: PostsProps): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const choices = useQuery(choicesQuery);
  const [posts, setPosts] = useState<readonly WantedPost[]>(
    account.posts.map(({ organ, role, division }) => ({ organ, role, division })),
  );
  const [wrong, setWrong] = useState(false);
  const change = useMutation({
    mutationFn: (body: ChangeAccountRequest) =>
      request<unknown>(`/api/admin/accounts/${encodeURIComponent(account.id)}`, { method: "PATCH", body }),
    onSuccess: async () => {
      onDone(account);
      await client.invalidateQueries({ queryKey: ["accounts"] });
    },
  });
  return (
    <Drawer open title={say(admin.changePostsOf, { name: account.name })} size={560} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const complete = postsComplete(posts);
          setWrong(!complete);
          if (complete && !change.isPending) change.mutate({ posts: [...posts] });
        }}
      >
        {choices.data === undefined ? (
          <Skeleton lines={3} />
        ) : (
          <PostsField choices={choices.data} posts={posts} onChange={setPosts} />
        )}
        <p className="small quiet">{say(admin.effectNow)}</p>
        {wrong && (
          <p className="field-error" role="alert">
            {say(admin.postMissing)}
          </p>
        )}
        {change.isError && <ProblemNotice error={change.error} />}
        <div className="button-row">
          <button type="submit" className="button button-main" aria-disabled={change.isPending}>
            {say(admin.save)}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {say(common.cancel)}
          </button>
        </div>
      </form>
    </Drawer>
  );
}
