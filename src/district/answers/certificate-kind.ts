import type { Matter } from "../pack/pack.ts";
import type { CertificateResult } from "../parts/matter-result.ts";

/** A kind of certificate (证照类型): the matter whose result defines it. */
export type CertificateKind = { readonly matter: Matter; readonly result: CertificateResult };

/** The kind of certificate that a matter issues, or that its act is on; undefined where it is about none. */
export function certificateKindOf(
  { matters }: { readonly matters: ReadonlyMap<string, Matter> },
  matter: Matter,
): CertificateKind | undefined {
  const { result } = matter;
  if (result === null || result.kind === "document" || result.kind === "measure") return undefined;
  if (result.kind === "certificate") return { matter, result };
  const of = matters.get(result.of);
  return of?.result?.kind === "certificate" ? { matter: of, result: of.result } : undefined;
}

/** Every kind of certificate of a district, by its type code (证照类型代码). */
export function certificateKinds({
  matters,
}: {
  readonly matters: ReadonlyMap<string, Matter>;
}): ReadonlyMap<string, CertificateKind> {
  return new Map(
    [...matters.values()].flatMap((matter) =>
      matter.result?.kind === "certificate"
        ? [[matter.result.typeCode, { matter, result: matter.result }] as const]
        : [],
    ),
  );
}
