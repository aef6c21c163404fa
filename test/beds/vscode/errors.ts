/** Something the person at the terminal can understand and act on: shown without a stack. */
export class BedError extends Error {
  override readonly name = 'BedError';
}
