import { finishDestruction, type CaseWork, type DestructionItem } from "#cases";
import type { Problem } from "#kernel";
import {
  isMarkedDestroyed,
  listDueDestructions,
  listRecords,
  markDestroyed,
  noteDestroyed,
  systemContext,
  type FileVault,
  type Store,
} from "#store";

type Destroying = {
  readonly store: Store;
  readonly work: CaseWork;
  readonly vault: Pick<FileVault, "destroy">;
  readonly onFault: (list: string, fault: Problem) => void;
};

const AT_ONCE = 100;

/**
 * Carries out approved lists (销毁清册): each thing is marked, so that nothing reads it, then its bytes are removed, then
 * that is noted. Killed anywhere between, it goes on from there; each step may be done twice and does nothing then.
 * Answers whether there may be more right now.
 */
export function destroyFiles({ store, work, vault, onFault }: Destroying): () => Promise<boolean> {
  const { code, retention } = work.pack;
  const destroy = async (item: DestructionItem): Promise<boolean> => {
    const state = item.state === "due" ? await markDestroyed(store, code, item, work.now()) : item.state;
    if (state !== "marked" || item.hash === null) return true;
    // Sent again just now, the bytes are somebody's: it is looked at again later.
    if ((await isMarkedDestroyed(store, code, item.hash)) && !(await vault.destroy(item.hash))) return false;
    await noteDestroyed(store, code, item, work.now());
    return true;
  };
  return async () => {
    if (retention.lists === null) return false;
    const items = await listDueDestructions(store, code, AT_ONCE);
    let done = 0;
    for (const item of items) done += (await destroy(item)) ? 1 : 0;
    const { items: lists } = await listRecords(store, systemContext(code), retention.lists);
    for (const record of lists.filter(({ status }) => status === "approved")) {
      const finished = await finishDestruction(work, record);
      // Another server has entered it in the same moment.
      if (!finished.ok && finished.error.code !== "STALE_VERSION") onFault(record.id, finished.error);
    }
    return items.length === AT_ONCE && done > 0;
  };
}
