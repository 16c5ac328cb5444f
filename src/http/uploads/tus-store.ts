import { DataStore, Upload } from "@tus/server";
import type { Problem, Result } from "#kernel";
import type { Standing, UploadDesk } from "./upload-desk.ts";

/** What tus asks of a store, answered by one person's desk; refusals are thrown as problems. */
export class TusStore extends DataStore {
  readonly #desk: UploadDesk;

  constructor(desk: UploadDesk) {
    super();
    this.#desk = desk;
    this.extensions = ["creation", "creation-with-upload", "termination"];
  }

  override async create(upload: Upload): Promise<Upload> {
    held(await this.#desk.announce(upload.id, upload.size ?? 0, upload.metadata ?? {}));
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    return uploadOf(held(await this.#desk.find(id)));
  }

  override async write(content: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    return held(await this.#desk.append(id, offset, content));
  }

  override async remove(id: string): Promise<void> {
    held(await this.#desk.discard(id));
  }
}

function uploadOf({ upload: { id, size, at, name, matter, material }, offset }: Standing): Upload {
  return new Upload({ id, size, offset, creation_date: at, metadata: { name, matter, material } });
}

function held<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw result.error;
  return result.value;
}
