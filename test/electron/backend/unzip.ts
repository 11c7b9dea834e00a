import { inflateRawSync } from 'node:zlib';

const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** Texts of a ZIP archive by name (PKWARE APPNOTE 4.3): stored or deflated parts, no encryption, no ZIP64. */
export function unzip(bytes: Uint8Array): Record<string, string> {
  const file = Buffer.from(bytes);
  let end = file.length - 22;
  while (end >= 0 && file.readUInt32LE(end) !== END) end--;
  const count = file.readUInt16LE(end + 10);
  const parts: Record<string, string> = {};
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (file.readUInt32LE(at) !== CENTRAL) throw new Error('The archive is broken.');
    const [method, size, nameLength, more, comment, start] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20), file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32), file.readUInt32LE(at + 42)];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const content = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
    const packed = file.subarray(content, content + size);
    parts[name] = (method === 0 ? packed : inflateRawSync(packed)).toString('utf8');
    at += 46 + nameLength + more + comment;
  }
  return parts;
}
