import type { MaterialOnCase } from "#contract";
import { type ReactNode, useCallback, useState } from "react";
import { fieldsOf, labelOf, objectAt, type Schema } from "../forms/schema.ts";
import { useSay } from "../language/say.ts";
import { fieldWords } from "../words/field.ts";
import { fieldDatabase } from "./database.ts";
import { useLive } from "./use-live.ts";

type Props = {
  readonly caseNo: string;
  /** Ids of materials, what was first on the left. */
  readonly compare: readonly string[];
  readonly materials: readonly MaterialOnCase[];
  /** The form that they stand beside: it names what it asks for. */
  readonly schema: Schema;
  /** The draft whose photos are still on this phone. */
  readonly draft: string;
  readonly online: boolean;
};

/** What a picture is drawn from: kept on the phone, or asked of the server. */
type Shown = { readonly id: string; readonly content: Blob | null; readonly address: string };

/** Photos before and after side by side, from what was taken along where there is no line. */
export function PhotoPair({ caseNo, compare, materials, schema, draft, online }: Props): ReactNode {
  const say = useSay();
  const askPictures = useCallback(() => fieldDatabase.pictures.where({ caseNo }).toArray(), [caseNo]);
  const askFiles = useCallback(() => fieldDatabase.files.where({ owner: draft }).toArray(), [draft]);
  const pictures = useLive(askPictures) ?? [];
  const files = useLive(askFiles) ?? [];
  const asked = fieldsOf(objectAt(objectAt(schema, "properties"), "materials"));
  const sides = compare.flatMap((id) => {
    const material = materials.find((each) => each.id === id);
    const named = asked.find(([each]) => each === id)?.[1];
    const name = material?.name ?? (named === undefined ? undefined : labelOf(named, id));
    if (name === undefined) return [];
    const own = files.filter((file) => file.material === id && file.content !== null);
    const sent = (material?.files ?? []).filter(({ type, latest }) => latest && type.startsWith("image/"));
    const shown: readonly Shown[] = [
      ...own.map(({ id: local, content }) => ({ id: local, content, address: "" })),
      ...sent.map(({ sha256 }) => ({
        id: sha256,
        content: pictures.find((each) => each.sha256 === sha256)?.content ?? null,
        address: `/api/cases/${encodeURIComponent(caseNo)}/files/${sha256}?size=view`,
      })),
    ].filter(({ content }) => content !== null || online);
    return [{ id, name: say(name), shown }];
  });
  if (sides.length === 0) return null;
  return (
    <section className="field-pair" aria-label={say(fieldWords.pair)}>
      {sides.map((side) => (
        <Side key={side.id} {...side} />
      ))}
    </section>
  );
}

function Side({ name, shown }: { readonly name: string; readonly shown: readonly Shown[] }): ReactNode {
  const say = useSay();
  const [at, setAt] = useState(0);
  const n = Math.min(at, shown.length - 1);
  const picture = shown[n];
  return (
    <figure>
      <figcaption>{name}</figcaption>
      {picture === undefined ? (
        <p className="field-pair-none small">{say(fieldWords.noPhotoYet)}</p>
      ) : (
        <Picture key={picture.id} picture={picture} alt={`${name}${shown.length > 1 ? ` ${n + 1}` : ""}`} />
      )}
      {shown.length > 1 && (
        <button type="button" className="button" onClick={() => setAt((n + 1) % shown.length)}>
          {say(fieldWords.nextPhoto, { n: n + 1, of: shown.length })}
        </button>
      )}
    </figure>
  );
}

function Picture({ picture, alt }: { readonly picture: Shown; readonly alt: string }): ReactNode {
  const { content, address } = picture;
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (image === null) return undefined;
      if (content === null) {
        image.src = address;
        return undefined;
      }
      const made = URL.createObjectURL(content);
      image.src = made;
      return () => URL.revokeObjectURL(made);
    },
    [content, address],
  );
  return <img ref={show} alt={alt} />;
}
