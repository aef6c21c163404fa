/** Escape sequences of terminals: CSI, OSC (ended by BEL or ST) and the two-character ones (ECMA-48). */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const escapes = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\|$)|[ -/]*[0-Z\\^-~])/g;
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const controls = /[\x00-\x08\x0b-\x1f\x7f]/g;

/** The line as a terminal would leave it: no escape sequence, and of what `\r` overwrote only the last. */
export function terminalText(line: string): string {
  const plain = line.replace(escapes, '').replace(/\r+$/, '');
  return plain.slice(plain.lastIndexOf('\r') + 1).replace(controls, '');
}

/** A message of several lines as one. */
export function oneLine(message: string): string {
  return message.trimEnd().replace(/\s*\n\s*/g, ' ↵ ');
}

/** `text`, cut to at most `length` characters. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
