// Reads fields of records that may have any shape.

export type Fields = Readonly<Record<string, unknown>>;

/** An object's fields; none if it isn't an object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The objects in a list; none if it isn't a list. */
export function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** The objects in a list, or the only one: some programs write a list of one thing as the thing alone. */
export function oneOrListOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [fieldsOf(value)];
}

/** The fields of an object, or of the only one in a list. */
export function onlyFieldsOf(value: unknown): Fields {
  return fieldsOf(Array.isArray(value) && value.length === 1 ? value[0] : value);
}

/** A text that is not empty. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

const LARGEST_ID = 2n ** 63n - 1n;

/** An id: digits in a string. Numbers are refused, since ids larger than 2^53 were rounded in them. */
export function idOf(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{1,19}$/.test(value)) return null;
  if (value.length === 19 && BigInt(value) > LARGEST_ID) return null;
  return value;
}

/** A finite number, also when written as a string. */
export function numberOf(value: unknown): number | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const number = value === '' ? NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** A count, such as of likes; null unless it is a whole number. */
export function countOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
