/** A file's text, or the sentence that says why there is none. */
export type FileText = { text: string } | { problem: string };

const startsWith = (bytes: Uint8Array, ...first: number[]): boolean => first.every((byte, index) => bytes[index] === byte);

const decode = (bytes: Uint8Array, encoding: string, fatal = false): string => new TextDecoder(encoding, { fatal }).decode(bytes);

// The one part in which Windows-1252 differs from Latin-1. Node's own decoder of that name reads Latin-1 in some versions.
const windowsLetters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const decodeWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (letter) => windowsLetters[letter.charCodeAt(0) - 0x80] ?? letter);

/** UTF-16 without its mark: every other byte of the first line is NUL, which no other text has. */
const looksLikeUtf16 = (bytes: Uint8Array): boolean => bytes.length >= 4 && bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0;

/**
 * The text of a file that a spreadsheet saved: UTF-8 with or without its mark, UTF-16 ("Unicode text"), else Windows-1252, which is what
 * Excel means by CSV on a British or German computer. UTF-8 is tried strictly, so that no letter is ever replaced in silence.
 */
export function decodeFile(bytes: Uint8Array): FileText {
  if (bytes.length === 0) return { problem: 'This file is empty. Choose the list again.' };
  if (startsWith(bytes, 0x50, 0x4b) || startsWith(bytes, 0xd0, 0xcf)) {
    return { problem: 'This is a workbook. In Excel choose “Save as”, then “CSV UTF-8”, and upload that file.' };
  }
  if (startsWith(bytes, 0xff, 0xfe) || looksLikeUtf16(bytes)) return { text: decode(bytes, 'utf-16le') };
  if (startsWith(bytes, 0xfe, 0xff)) return { text: decode(bytes, 'utf-16be') };
  if (bytes.includes(0)) return { problem: 'This file is not a list. In your spreadsheet choose “Save as”, then “CSV”.' };
  try {
    return { text: decode(bytes, 'utf-8', true) };
  } catch {
    return { text: decodeWindows(bytes) };
  }
}
