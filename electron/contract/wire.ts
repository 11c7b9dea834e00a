import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';

/** How values cross HTTP and WebSocket on the loopback host: MessagePack, typed arrays kept as such. */
const codec = new ExtensionCodec();

codec.register({
  type: 1,
  encode: (value) =>
    value instanceof Float64Array ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null,
  // A copy: the message's bytes need not be aligned to 8.
  decode: (bytes) => new Float64Array(new Uint8Array(bytes).buffer),
});
codec.register({
  type: 2,
  encode: (value) =>
    value instanceof Int32Array ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null,
  decode: (bytes) => new Int32Array(new Uint8Array(bytes).buffer),
});

export function toWire(value: unknown): Uint8Array {
  return encode(value, { extensionCodec: codec, ignoreUndefined: true });
}

/** Throws when the bytes are not MessagePack. */
export function fromWire(bytes: Uint8Array): unknown {
  // A plain view: Node's Buffer would make everything cut from it a Buffer too.
  return decode(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), { extensionCodec: codec });
}
