export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
