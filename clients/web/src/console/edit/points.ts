// A place as a map shows it, "42.846, 120.658", kept to three decimals (about 100 m).
import type { GeoPoint } from "@/gen/diandan/volunteers/v1/types_pb";
import { t } from "../words";
import type { Field, Wrong } from "./form";
import { sayWant } from "./limits";

const SHAPE = /^(-?\d{1,2}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d+)?)$/;

export const pointText = (point?: GeoPoint): string => (point ? `${point.latMilli / 1000}, ${point.lngMilli / 1000}` : "");

/** undefined when nothing is written. */
export function pointOf(text: string): { latMilli: number; lngMilli: number } | undefined {
  const found = SHAPE.exec(text.trim());
  return found ? { latMilli: Math.round(Number(found[1]) * 1000), lngMilli: Math.round(Number(found[2]) * 1000) } : undefined;
}

export const pointField = <V extends { point: string }>(): Field<V> => ({ key: "point", path: "point", kind: "text", label: t("placeForm.point"), help: t("placeForm.pointHelp"), example: "42.846, 120.658" });

export function checkPoint({ point }: { point: string }): Wrong[] {
  const read = pointOf(point);
  const fits = !point.trim() || (read && Math.abs(read.latMilli) <= 90_000 && Math.abs(read.lngMilli) <= 180_000);
  return fits ? [] : [{ key: "point", want: sayWant("point") }];
}
