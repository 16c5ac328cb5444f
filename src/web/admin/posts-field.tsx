import type { ChoicesAnswer, NewAccountRequest } from "#contract";
import { Select } from "antd";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { admin } from "../words/admin.ts";

export type WantedPost = NewAccountRequest["posts"][number];

const EMPTY: WantedPost = { organ: "", role: "", division: "" };

type Option = { readonly value: string; readonly label: string };
type PickProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
};

function Pick({ label, value, options, onChange }: PickProps): ReactNode {
  return (
    <Select
      showSearch={{ optionFilterProp: "label" }}
      aria-label={label}
      placeholder={label}
      options={[...options]}
      onChange={(chosen: string) => onChange(chosen)}
      {...(value === "" ? {} : { value })}
    />
  );
}

type Props = {
  readonly choices: ChoicesAnswer;
  readonly posts: readonly WantedPost[];
  readonly onChange: (posts: readonly WantedPost[]) => void;
};

/** The posts of an account: organ, role and the division it reaches. */
export function PostsField({ choices, posts, onChange }: Props): ReactNode {
  const say = useSay();
  const parts = [
    {
      part: "organ",
      label: say(admin.organ),
      options: choices.organs.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      part: "role",
      label: say(admin.role),
      options: choices.roles.map(({ id, name }) => ({ value: id, label: say(name) })),
    },
    {
      part: "division",
      label: say(admin.division),
      options: choices.divisions.map(({ code, name }) => ({ value: code, label: `${name} ${code}` })),
    },
  ] as const;
  return (
    <fieldset className="field">
      <legend className="field-label">{say(admin.posts)}</legend>
      <div className="stack">
        {posts.map((post, index) => (
          // A post in the making is its place in the list.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className="post">
            {parts.map(({ part, label, options }) => (
              <Pick
                key={part}
                label={label}
                value={post[part]}
                options={options}
                onChange={(value) =>
                  onChange(posts.map((other, at) => (at === index ? { ...other, [part]: value } : other)))
                }
              />
            ))}
            <button
              type="button"
              className="text-button"
              aria-label={say(admin.removePost, { n: index + 1 })}
              onClick={() => onChange(posts.filter((_, at) => at !== index))}
            >
              {say(admin.remove)}
            </button>
          </div>
        ))}
        <div>
          <button type="button" className="button button-small" onClick={() => onChange([...posts, EMPTY])}>
            {say(admin.addPost)}
          </button>
        </div>
      </div>
    </fieldset>
  );
}

/** Whether every post says where, what and how far. */
export function postsComplete(posts: readonly WantedPost[]): boolean {
  return posts.every(({ organ, role, division }) => organ !== "" && role !== "" && division !== "");
}
