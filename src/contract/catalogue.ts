import { type Static, Type } from "typebox";
import { FileAnswer, GivenOtherwise } from "./cases.ts";
import { Bilingual } from "./common.ts";

export const MatterSummary = Type.Object({
  id: Type.String(),
  name: Bilingual,
  organName: Bilingual,
  /** The system it is handled in where it is not the district's. */
  elsewhere: Type.Union([Bilingual, Type.Null()]),
  typeName: Bilingual,
  kindName: Bilingual,
  promised: Type.Union([Type.String(), Type.Null()]),
  statutory: Type.String(),
  onSiteVisits: Type.Number(),
  /** Taken in at integrated counters, so that one may come there for it. */
  atHalls: Type.Boolean(),
  keywords: Type.Array(Type.String()),
});
export type MatterSummary = Static<typeof MatterSummary>;

/** `of`: whose life or firm an event is; only events have it. */
const FacetValues = Type.Array(
  Type.Object({
    id: Type.String(),
    name: Bilingual,
    count: Type.Number(),
    of: Type.Optional(Type.String()),
  }),
);

/** How a matter stands today: in force, suspended from–to and why … */
export const StandingAnswer = Type.Object({
  state: Type.String(),
  stateName: Bilingual,
  from: Type.Union([Type.String(), Type.Null()]),
  to: Type.Union([Type.String(), Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()]),
});
export type StandingAnswer = Static<typeof StandingAnswer>;

/** A matter that was found; `by`: the words it answers to, where not by its name. */
export const FoundMatter = Type.Object({
  ...MatterSummary.properties,
  by: Type.Union([Type.String(), Type.Null()]),
  standing: StandingAnswer,
});
export type FoundMatter = Static<typeof FoundMatter>;

/** GET /api/matters?q=&event=&organ=&type=&kind=&audience= — what was found, and what each further choice would leave. */
export const CatalogueAnswer = Type.Object({
  /** What the portal proposes to search for; only what finds a matter that is offered. */
  searches: Type.Array(Type.String()),
  items: Type.Array(FoundMatter),
  facets: Type.Object({
    event: FacetValues,
    organ: FacetValues,
    type: FacetValues,
    kind: FacetValues,
    audience: FacetValues,
  }),
});
export type CatalogueAnswer = Static<typeof CatalogueAnswer>;

export const MaterialAnswer = Type.Object({
  id: Type.String(),
  name: Bilingual,
  required: Type.Boolean(),
  /** It may be promised instead and come later (容缺后补). */
  deferrable: Type.Boolean(),
  /** Certificates that stand for it, by type code or name. */
  certificateTypes: Type.Array(Type.String()),
  /** FEEL condition over the form, e.g. only with an own well; already explained in words by `when`. */
  condition: Type.Union([Type.String(), Type.Null()]),
  when: Type.Union([Bilingual, Type.Null()]),
  types: Type.Array(Type.String()),
  maxBytes: Type.Number(),
  note: Type.Union([Bilingual, Type.Null()]),
  /** Its kind, form, number and origin, in words. */
  about: Bilingual,
  /** What it is checked for. */
  standard: Type.Union([Bilingual, Type.Null()]),
});
export type MaterialAnswer = Static<typeof MaterialAnswer>;

/** GET /api/matters/:id — the guide (实施清单), in sections of labelled rows, and what an application needs. */
export const GuideAnswer = Type.Object({
  summary: MatterSummary,
  version: Type.String(),
  /** Within what somebody is told what is missing, e.g. `5wd`; null where nobody is held to it. */
  correctionNotice: Type.Union([Type.String(), Type.Null()]),
  /** Decided by rule at once where every condition holds. */
  instant: Type.Boolean(),
  standing: StandingAnswer,
  /** Where it is handled where it is not the district's: the system, who decides, and the way there. */
  handledElsewhere: Type.Union([
    Type.Null(),
    Type.Object({ system: Bilingual, organ: Bilingual, link: Type.String() }),
  ]),
  /** Whether a few questions tell which of its materials apply (GET /api/situations/:id under its own id). */
  situation: Type.Boolean(),
  /** The businesses whose address may be checked before a lease (POST /api/address-check). */
  addressBusinesses: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  /** A suspension or cancellation that is still to come. */
  ahead: Type.Union([StandingAnswer, Type.Null()]),
  sections: Type.Array(
    Type.Object({
      title: Bilingual,
      rows: Type.Array(Type.Object({ label: Bilingual, value: Bilingual })),
    }),
  ),
  materials: Type.Array(MaterialAnswer),
  /** The form's field that names whom it is for in a register; null where that is the account alone. */
  applicantField: Type.Union([Type.String(), Type.Null()]),
  /** What is told and promised where the matter is decided on a promise (告知承诺); null where it is not. */
  commitment: Type.Union([
    Type.Null(),
    Type.Object({
      conditions: Type.Array(Bilingual),
      standards: Type.Array(Bilingual),
      consequences: Type.Array(Bilingual),
      promise: Bilingual,
      waives: Type.Array(Type.String()),
    }),
  ]),
  /** Who may apply: resident, enterprise. */
  audience: Type.Array(Type.String()),
  /** JSON Schema (2020-12) of the application form. Keywords of ours: `x-group` (step), `x-en`, `x-widget`, `x-personal`, `x-when` (FEEL). */
  form: Type.Record(Type.String(), Type.Unknown()),
  /** Names and order of the form's steps. */
  groups: Type.Array(Type.Object({ id: Type.String(), name: Bilingual, fields: Type.Array(Type.String()) })),
});
export type GuideAnswer = Static<typeof GuideAnswer>;

/** GET /api/matters/:id/prefill?for= — what registers already know of me, field by field with its source. */
export const PrefillAnswer = Type.Object({
  values: Type.Record(Type.String(), Type.Unknown()),
  sources: Type.Record(Type.String(), Bilingual),
  /** Those in whose name I may apply by a mandate (经办授权); `for` is whose data this is, null where my own. */
  actsFor: Type.Array(Type.Object({ principal: Type.String(), name: Type.String() })),
  for: Type.Union([Type.String(), Type.Null()]),
});
export type PrefillAnswer = Static<typeof PrefillAnswer>;

/** A certificate of mine that stands for a material. */
const OfferedCertificate = Type.Object({
  identifier: Type.String(),
  name: Type.String(),
  number: Type.String(),
  organ: Type.Union([Type.String(), Type.Null()]),
  issuedOn: Type.Union([Type.String(), Type.Null()]),
  validTo: Type.Union([Type.String(), Type.Null()]),
});

/**
 * GET /api/matters/:id/papers?key= — what I, and whom I may act for that `key` names in the form, have already, material by material, so that it is not asked once more: valid
 * certificates of mine, files I handed in before; and what is promised where a material may come later.
 */
export const PapersAnswer = Type.Object({
  materials: Type.Record(
    Type.String(),
    Type.Object({
      certificates: Type.Array(OfferedCertificate),
      files: Type.Array(Type.Object({ ...FileAnswer.properties, at: Type.String() })),
    }),
  ),
  /** Null where no material may come later. */
  deferral: Type.Union([
    Type.Null(),
    Type.Object({
      /** The last day, `YYYY-MM-DD`, if handed in now. */
      by: Type.Union([Type.String(), Type.Null()]),
      text: Bilingual,
      /** Who may sign: the applicant, by this name. */
      signer: Type.String(),
    }),
  ]),
});
export type PapersAnswer = Static<typeof PapersAnswer>;

/** GET/PUT /api/drafts/:matter — my unsent form. PUT takes {values, materials} and answers {savedAt}. */
export const Draft = Type.Object({
  values: Type.Record(Type.String(), Type.Unknown()),
  materials: Type.Record(Type.String(), Type.Array(Type.String())),
  ...GivenOtherwise.properties,
});
export type Draft = Static<typeof Draft>;
export const DraftAnswer = Type.Union([
  Type.Null(),
  Type.Object({
    ...Draft.properties,
    savedAt: Type.String(),
    /** What is known of the files named in `materials`. */
    files: Type.Optional(Type.Array(FileAnswer)),
  }),
]);
export type DraftAnswer = Static<typeof DraftAnswer>;
