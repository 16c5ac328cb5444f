import { reckonedNow } from "./clock.ts";
import { fieldDatabase, type Item, type LocalFile } from "./database.ts";

/** Keeps what was done, with the photos that were taken for its draft; all of it or nothing. */
export async function keepItem(
  item: Pick<Item, "account" | "title" | "act" | "schema" | "values" | "materials" | "matter">,
  draft: string,
): Promise<void> {
  const id = crypto.randomUUID();
  const { items, files, drafts, walks, steps } = fieldDatabase;
  await fieldDatabase.transaction("rw", [items, files, drafts, walks, steps], async () => {
    await items.add({
      ...item,
      id,
      doneAt: new Date().toISOString(),
      reckonedAt: reckonedNow(),
      state: "waiting",
      problem: null,
      receipt: null,
    });
    await files.where({ owner: draft }).modify({ owner: id });
    await drafts.delete(draft);
    // What was walked stands in the item's values.
    await walks.delete(draft);
    await steps.where({ walk: draft }).delete();
  });
}

/** Keeps a photo as it was taken, with all that it tells; throws where the phone is full. */
export async function keepPhoto(
  photo: File,
  of: Pick<LocalFile, "account" | "owner" | "material">,
): Promise<string> {
  const id = crypto.randomUUID();
  const { name, type, size, lastModified: modified } = photo;
  await fieldDatabase.files.add({ ...of, id, name, type, size, modified, content: photo, sha256: null });
  return `local:${id}`;
}

/** Sends an item once more, as if it had just been done on what the case is now. */
export async function sendAnew(item: Item, version: number): Promise<void> {
  if (item.act.kind !== "complete") return;
  const id = crypto.randomUUID();
  const { items, files } = fieldDatabase;
  await fieldDatabase.transaction("rw", items, files, async () => {
    await items.delete(item.id);
    await items.add({
      ...item,
      id,
      act: { ...item.act, version } as Item["act"],
      state: "waiting",
      problem: null,
    });
    await files.where({ owner: item.id }).modify({ owner: id });
  });
}

/** Takes an item off this phone, with its photos. */
export async function removeItem(id: string): Promise<void> {
  const { items, files } = fieldDatabase;
  await fieldDatabase.transaction("rw", items, files, async () => {
    await files.where({ owner: id }).delete();
    await items.delete(id);
  });
}

/** Everything this account has on this phone that the server does not have, as a file that somebody else can read. */
export async function exportItems(account: string): Promise<Blob> {
  const items = await fieldDatabase.items.where({ account }).toArray();
  const open = items.filter(({ state }) => state !== "kept");
  const told = [];
  for (const item of open) {
    const files = await fieldDatabase.files.where({ owner: item.id }).toArray();
    const photos = await Promise.all(
      files.map(async ({ id, name, material, content }) => ({
        id: `local:${id}`,
        name,
        material,
        content: content === null ? null : await dataUrlOf(content),
      })),
    );
    told.push({ ...item, photos });
  }
  return new Blob([JSON.stringify({ account, exportedAt: new Date().toISOString(), items: told }, null, 1)], {
    type: "application/json",
  });
}

function dataUrlOf(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("unreadable")));
    reader.readAsDataURL(content);
  });
}
