import { type Static, Type } from "typebox";
import { MatterSummary, StandingAnswer } from "./catalogue.ts";
import { Bilingual } from "./common.ts";

const Values = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown());

/** GET /api/situations — what people have in mind, each with the words it answers to. */
export const SituationsAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      note: Type.Union([Bilingual, Type.Null()]),
      words: Type.Array(Type.String()),
    }),
  ),
});
export type SituationsAnswer = Static<typeof SituationsAnswer>;

/** GET /api/situations/:id?answers= — what is to be asked under the answers so far, and, once nothing is open, what applies. */
export const SituationQuery = Type.Object({
  /** JSON: question → its answer. */
  answers: Type.Optional(Type.String({ maxLength: 2000 })),
});

const StepAnswer = Type.Object({
  matter: MatterSummary,
  standing: StandingAnswer,
  why: Type.Union([Bilingual, Type.Null()]),
  /** Only the materials that apply. */
  materials: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      required: Type.Boolean(),
      /** Where it is asked, in words; null where always. */
      when: Type.Union([Bilingual, Type.Null()]),
      note: Type.Union([Bilingual, Type.Null()]),
    }),
  ),
  /** What the answers fill in of its form. */
  prefill: Values,
});

export const SituationAnswer = Type.Object({
  id: Type.String(),
  name: Bilingual,
  note: Type.Union([Bilingual, Type.Null()]),
  questions: Type.Array(
    Type.Object({
      id: Type.String(),
      ask: Bilingual,
      note: Type.Union([Bilingual, Type.Null()]),
      choices: Type.Array(Type.Object({ value: Type.Unknown(), name: Bilingual })),
    }),
  ),
  /** Null while a question is open. */
  steps: Type.Union([Type.Null(), Type.Array(StepAnswer)]),
  notes: Type.Array(Bilingual),
});
export type SituationAnswer = Static<typeof SituationAnswer>;

/** GET /api/address-check — the businesses and the communities to choose from; null where the district has no check. */
export const AddressCheckForm = Type.Union([
  Type.Null(),
  Type.Object({
    note: Bilingual,
    businesses: Type.Array(
      Type.Object({ id: Type.String(), name: Bilingual, matters: Type.Array(Type.String()) }),
    ),
    places: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  }),
]);
export type AddressCheckForm = Static<typeof AddressCheckForm>;

/** POST /api/address-check */
export const AddressCheckRequest = Type.Object({
  business: Type.String({ maxLength: 60 }),
  /** A community's code; empty for an address outside the district. */
  division: Type.String({ maxLength: 15 }),
  address: Type.String({ maxLength: 200 }),
});
export type AddressCheckRequest = Static<typeof AddressCheckRequest>;

export const AddressCheckAnswer = Type.Object({
  /** The address as the register has it; null where it does not know it. */
  address: Type.Union([Type.String(), Type.Null()]),
  /** Addresses of that community that read alike, where the one asked about was not found. */
  alike: Type.Array(Type.String()),
  findings: Type.Array(
    Type.Object({
      level: Type.Union([Type.Literal("stops"), Type.Literal("mind"), Type.Literal("fine")]),
      said: Bilingual,
      basis: Type.String(),
    }),
  ),
});
export type AddressCheckAnswer = Static<typeof AddressCheckAnswer>;
