// Addresses of the web, taken apart.

/**
 * Null for what is no address. Not by URL.canParse: that of Node.js 20 says no to https://müller.example once it has been asked some
 * thousand times.
 */
export function urlOf(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
