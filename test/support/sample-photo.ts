import sharp from "sharp";

export type Taken = {
  /** `2022:09:30 10:00:00`, as EXIF writes it. */
  readonly at?: string;
  readonly offset?: string;
  readonly lon?: number;
  readonly lat?: number;
  readonly camera?: readonly [make: string, model: string];
  /** Which picture: another number is another picture. */
  readonly scene?: number;
  readonly width?: number;
};

/** A JPEG as a phone makes it: a picture with some shapes, and in its EXIF what is asked for. */
export async function samplePhoto(taken: Taken = {}): Promise<Uint8Array> {
  const { at, offset, lon, lat, camera, scene = 1, width = 640 } = taken;
  const exif = {
    ...(camera === undefined ? {} : { IFD0: { Make: camera[0], Model: camera[1] } }),
    IFD2: {
      ...(at === undefined ? {} : { DateTimeOriginal: at }),
      ...(offset === undefined ? {} : { OffsetTimeOriginal: offset }),
    },
    ...(lon === undefined || lat === undefined
      ? {}
      : {
          IFD3: {
            GPSLatitudeRef: lat < 0 ? "S" : "N",
            GPSLatitude: degrees(lat),
            GPSLongitudeRef: lon < 0 ? "W" : "E",
            GPSLongitude: degrees(lon),
          },
        }),
  };
  const picture = sharp(Buffer.from(drawing(scene))).resize(width);
  return picture.flatten({ background: "#8a8" }).withExif(exif).jpeg({ quality: 88 }).toBuffer();
}

const degrees = (value: number): string => `${Math.round(Math.abs(value) * 1e6)}/1000000 0/1 0/1`;

/** Shapes that follow from the number alone. */
function drawing(scene: number): string {
  let state = scene * 2_654_435_761;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
  const shapes = Array.from({ length: 14 }, () => {
    const grey = next(256);
    return `<rect x="${next(600)}" y="${next(440)}" width="${40 + next(240)}" height="${40 + next(200)}" fill="rgb(${grey},${grey},${next(256)})"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${shapes.join("")}</svg>`;
}
