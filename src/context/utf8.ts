/**
 * Bytes as text from which the same bytes can be told: what is not UTF-8 becomes, byte by byte, a lone surrogate
 * U+DC00 + byte, which no UTF-8 text holds. A byte order mark stays.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeEach(bytes);
  }
}

/** The bytes that {@link textOf} read. */
export function bytesOf(text: string): Uint8Array {
  return isUtf8(text)
    ? Buffer.from(text)
    : Buffer.concat(
        Array.from(text, (one) => (isUtf8(one) ? Buffer.from(one) : Buffer.of(one.charCodeAt(0)))),
      );
}

/** UTF-8, one character a byte, to compare text as Go does. */
export function byteString(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(bytesOf(text)).toString('latin1');
}

/** Whether the text was made by {@link textOf} from bytes that are not UTF-8, or holds half a pair as Windows allows. */
export function isUtf8(text: string): boolean {
  return text.isWellFormed();
}

/** The text with every byte that is not UTF-8 as `\xNN`, for messages. */
export function readable(text: string): string {
  return text.replace(/\p{Surrogate}/gu, (half) => {
    const code = half.charCodeAt(0);
    return code >= 0xdc80 && code <= 0xdcff ? `\\x${(code - 0xdc00).toString(16)}` : '\uFFFD';
  });
}

function decodeEach(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const width = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    try {
      parts.push(decoder.decode(bytes.subarray(at, at + width)));
      at += width;
    } catch {
      parts.push(String.fromCharCode(0xdc00 + first));
      at++;
    }
  }
  return parts.join('');
}
