import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { unreadQuery } from "../api/queries.ts";
import { BellIcon } from "../design/icons.tsx";
import { useSay } from "../language/say.ts";
import { common } from "../words/common.ts";

/** The server counts no further. */
const COUNTED = 100;

/** Where one is told things, with how many of them one has not read. */
export function Bell(): ReactNode {
  const say = useSay();
  const { data } = useQuery(unreadQuery);
  const unread = data?.unread ?? 0;
  const count = unread >= COUNTED ? `${COUNTED - 1}+` : String(unread);
  const name = unread === 0 ? say(common.notices) : say(common.noticesUnread, { count });
  return (
    <Link to="/my/notices" className="bell" aria-label={name} title={name}>
      <BellIcon size={18} />
      {unread > 0 && (
        <span className="bell-count" aria-hidden="true">
          {count}
        </span>
      )}
    </Link>
  );
}
