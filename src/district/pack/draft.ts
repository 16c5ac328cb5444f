import type { Demo, DistrictPack } from "./pack.ts";
import type { Matter } from "./pack.ts";
import type { DistrictFile } from "../parts/district-file.ts";
import type { Node } from "../shape/node.ts";

/**
 * A pack while it is read: a part that had faults of its own is undefined, and nothing that refers to it
 * is blamed for that.
 */
export type Draft = {
  readonly district: DistrictFile | undefined;
  readonly matterDrafts: readonly MatterDraft[];
  /** Some matter could not be read, so that a name may be missing for that reason alone. */
  readonly mattersFaulty: boolean;
  readonly registerRows: DistrictPack["registerRows"];
  readonly demo: Demo;
  readonly ratings: DistrictPack["ratings"];
  readonly messages: DistrictPack["messages"];
  readonly supervision: DistrictPack["supervision"];
  readonly photos: DistrictPack["photos"];
  readonly field: DistrictPack["field"];
  readonly caseWords: DistrictPack["caseWords"];
  readonly command: DistrictPack["command"];
  readonly channels: DistrictPack["channels"];
  readonly retention: DistrictPack["retention"];
  readonly english: Readonly<Record<string, string>>;
} & {
  readonly [
    Part in
      | "divisions"
      | "outline"
      | "places"
      | "organs"
      | "roles"
      | "posts"
      | "halls"
      | "calendar"
      | "registers"
      | "libraries"
      | "processes"
      | "forms"
      | "events"
      | "situations"
      | "addressCheck"
      | "lists"
      | "indicators"
      | "templates"
  ]: DistrictPack[Part] | undefined;
};

/** A matter with the node it was read from, for the places of what later checks find. */
export type MatterDraft = { readonly matter: Matter; readonly node: Node };
