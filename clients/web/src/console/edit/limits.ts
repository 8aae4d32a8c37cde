// What a field must look like, read from the contract: the same limits that the server enforces.
import { getOption, type DescField, type DescMessage } from "@bufbuild/protobuf";
import { limits as option, type Limits } from "@/gen/diandan/options/v1/options_pb";
import { t } from "../words";

/** Names a sentence of the words' `want`. */
export type WantName =
  | "required" | "max_length" | "min_length" | "min" | "max" | "max_items" | "pattern" | "number" | "date" | "moment" | "pick" | "ambiguous" | "unknownTick"
  | "yes_or_no" | "phone" | "id_number" | "point" | "nobody" | "several" | "birthday" | "past" | "after_start" | "twice" | "ascending" | "exists";

export const sayWant = (name: WantName, n: string | number = ""): string => t(`want.${name}`, { n });

/** The limits at "menu_item.title" of a request; undefined when there are none. */
export function limitsAt(schema: DescMessage, path: string): Limits | undefined {
  let message: DescMessage | undefined = schema;
  let field: DescField | undefined;
  for (const name of path.split(".")) {
    field = message?.fields.find((each) => each.name === name);
    message = field?.message;
  }
  return field && getOption(field, option);
}

const outOf = (limits: Limits, value: number): string => {
  if (limits.min !== undefined && value < limits.min) return sayWant("min", String(limits.min));
  if (limits.max !== undefined && value > limits.max) return sayWant("max", String(limits.max));
  return "";
};

function numberWant(limits: Limits, value: number): string {
  if (!Number.isInteger(value)) return sayWant("number");
  return value === 0 && limits.required ? sayWant("required") : outOf(limits, value);
}

function textWant(limits: Limits, text: string): string {
  const length = [...text].length;
  if (!length) return limits.required ? sayWant("required") : "";
  if (limits.maxLength && length > limits.maxLength) return sayWant("max_length", limits.maxLength);
  if (length < limits.minLength) return sayWant("min_length", limits.minLength);
  return limits.pattern && !new RegExp(`^(?:${limits.pattern})$`, "u").test(text) ? sayWant("pattern", limits.pattern) : "";
}

/** What is wanted instead of this value; "" when it is fine. */
export function limitWant(limits: Limits, value: unknown): string {
  if (typeof value === "number") return numberWant(limits, value);
  if (typeof value === "string") return textWant(limits, value.trim());
  if (!Array.isArray(value)) return "";
  if (!value.length && limits.required) return sayWant("required");
  return limits.maxItems && value.length > limits.maxItems ? sayWant("max_items", limits.maxItems) : "";
}
