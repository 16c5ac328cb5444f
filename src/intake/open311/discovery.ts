import type { LocalDate } from "#kernel";
import { CONTENT_TYPES } from "./georeport.ts";

/** How an endpoint of ours is found (http://wiki.open311.org/Service_Discovery/). */
export type Discovery = {
  readonly changeset: string;
  readonly contact: string;
  readonly key_service: string;
  readonly endpoints: readonly {
    readonly specification: "http://wiki.open311.org/GeoReport_v2";
    readonly url: string;
    readonly changeset: string;
    readonly type: "production" | "test";
    readonly formats: readonly string[];
  }[];
};

/**
 * The discovery document of one endpoint. `changed` are days on which its description or its services changed, those
 * ahead of `today` among them: the latest that has come is its changeset.
 */
export function discoveryOf(told: {
  readonly contact: string;
  readonly keyService: string;
  readonly url: string;
  readonly isTest: boolean;
  readonly changed: readonly LocalDate[];
  readonly today: LocalDate;
}): Discovery {
  const changeset =
    told.changed
      .filter((day) => day <= told.today)
      .toSorted()
      .at(-1) ?? told.today;
  return {
    changeset,
    contact: told.contact,
    key_service: told.keyService,
    endpoints: [
      {
        specification: "http://wiki.open311.org/GeoReport_v2",
        url: told.url,
        changeset,
        type: told.isTest ? "test" : "production",
        formats: Object.values(CONTENT_TYPES).map((type) => type.replace(/;.*$/, "")),
      },
    ],
  };
}
