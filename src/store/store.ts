import type { CaseStore } from "#cases";
import type { Database } from "./database/database.ts";

/** Where rows and files are kept. `files` is the folder of uploaded and sealed files. */
export type StoreOptions =
  | { readonly kind: "embedded"; readonly folder: string; readonly files?: string }
  /** `from` is what another store in memory answered to `dump`. */
  | { readonly kind: "memory"; readonly files?: string; readonly from?: Blob }
  | {
      readonly kind: "server";
      readonly url: string;
      readonly poolSize?: number;
      readonly files?: string;
      /** For another name of the application's role; it must be granted to the connecting owner. */
      readonly role?: string;
    };

export type Store = {
  readonly kind: StoreOptions["kind"];
  /** Queries in `queries/` take the store as their first argument and run on this. */
  readonly database: Database;
  /** The number under which this process takes what is to be done; never the same twice, whatever the machine. */
  readonly server: number;
  readonly cases: CaseStore;
  /** Folder of the content-addressed files, or null when the store was opened without one. */
  readonly files: string | null;
  close(): Promise<void>;
};
