import type { Bilingual } from "#kernel";
import type { PhotoPlace } from "./photo-facts.ts";

const EARTH_METRES = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two places along a great circle (haversine). */
export function metresBetween(one: PhotoPlace, other: PhotoPlace): number {
  const north = radians(other.lat - one.lat);
  const east = radians(other.lon - one.lon);
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** `85米`, `1.2公里`. */
export function metresInWords(metres: number): Bilingual {
  if (metres < 1000) {
    const whole = Math.round(metres);
    return { zh: `${whole}米`, en: `${whole} m` };
  }
  const kilometres = metres < 100_000 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000);
  return { zh: `${kilometres}公里`, en: `${kilometres} km` };
}

/** Minutes as people say them: `40分钟`, `5小时`, `12天`, `380天`. */
export function lengthInWords(minutes: number): Bilingual {
  if (minutes < 120) return { zh: `${minutes}分钟`, en: `${minutes} min` };
  const hours = Math.round(minutes / 60);
  if (hours < 48) return { zh: `${hours}小时`, en: `${hours} hours` };
  const days = Math.round(hours / 24);
  return { zh: `${days}天`, en: `${days} days` };
}
