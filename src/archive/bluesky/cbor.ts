// DAG-CBOR, loaded only when a file is one.

export interface Cbor {
  /** Undefined for bytes that are not exactly one value. */
  decode(bytes: Uint8Array): unknown;
  /** The CID in a link; null for any other value. */
  cidIn(value: unknown): Uint8Array | null;
  /** The bytes in a byte string; null for any other value. */
  bytesIn(value: unknown): Uint8Array | null;
}

export async function loadCbor(): Promise<Cbor> {
  const { BytesWrapper, CidLinkWrapper, decode } = await import('@atcute/cbor');
  return {
    decode: (bytes) => decoded(decode, bytes),
    cidIn: (value) => (value instanceof CidLinkWrapper ? value.bytes : null),
    bytesIn: (value) => (value instanceof BytesWrapper ? value.buf : null),
  };
}

function decoded(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): unknown {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}
