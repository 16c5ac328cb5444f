import type { Bilingual, Instant } from "#kernel";

/** A file or a document of a closed case, as the register of retention asks about it. */
export type KeptThing = {
  readonly caseNo: string;
  readonly matter: string;
  readonly closedAt: Instant;
  readonly kind: "file" | "document";
  /** The material of a file, the id of a document. */
  readonly of: string;
  /** Of a document: notice, certificate or receipt, and its title. */
  readonly documentKind: string | null;
  readonly title: string | null;
  /** SHA-256 of its content; null where it was never made. */
  readonly hash: string | null;
};

/** What stands on a list of what is destroyed (销毁清册). */
export type DestructionItem = {
  readonly list: string;
  readonly place: number;
  readonly caseNo: string;
  readonly kind: "file" | "document";
  readonly of: string;
  readonly name: Bilingual;
  readonly hash: string | null;
  readonly rule: string;
  readonly basis: Bilingual;
  readonly state: "listed" | "due" | "marked" | "destroyed" | "shared";
  readonly at: Instant;
};

/** That a file or document is destroyed: since when, by which list, by what rule. */
export type Destroyed = { readonly at: Instant; readonly list: string; readonly basis: Bilingual };

/** What the lists of destruction need of a transaction. */
export type DestructionTransaction = {
  /** What stands on no list yet of so many cases that closed before a moment, from behind a case; and the last of them. */
  findKeptThings(asked: {
    readonly closedBefore: Instant;
    readonly after: string;
    readonly most: number;
  }): Promise<{ readonly things: readonly KeptThing[]; readonly last: string | null }>;
  keepDestructionItems(items: readonly DestructionItem[]): Promise<void>;
  /** All of a list, in its order, as it stands now; nobody else changes them until the transaction ends. */
  takeDestructionItems(list: string): Promise<readonly DestructionItem[]>;
  /** What is listed is due from now on; of a list that was rejected nothing stays listed. */
  settleDestruction(list: string, approved: boolean, at: Instant): Promise<void>;
};
