// How far, from coarse points (thousandths of a degree); pure.
import type { GeoPoint } from "@/gen/diandan/volunteers/v1/types_pb";

/** Kilometres on the globe; undefined when one of the points is not known. */
export function kilometres(a?: GeoPoint, b?: GeoPoint): number | undefined {
  if (!a || !b) return undefined;
  const radians = (milli: number) => (milli / 1000) * (Math.PI / 180);
  const [lat1, lat2] = [radians(a.latMilli), radians(b.latMilli)];
  const half = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(b.lngMilli - a.lngMilli) / 2) ** 2;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(half)));
}
