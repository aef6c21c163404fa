import assert from 'node:assert/strict';
import { pushedImages } from '../../src/build/pushed-images.ts';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;

describe('pushedImages', () => {
  it('gives every destination the digest that the log tells for its repository', () => {
    const pushed = { 'one.example:5000/app': A, 'two.example/app': B };
    assert.deepEqual(
      pushedImages(['one.example:5000/app:1', 'one.example:5000/app', 'two.example/app:2'], pushed, A),
      [`one.example:5000/app:1@${A}`, `one.example:5000/app@${A}`, `two.example/app:2@${B}`],
    );
  });

  it('falls back to the digest of the image, and leaves out what has none', () => {
    assert.deepEqual(pushedImages(['app:1'], {}, A), [`app:1@${A}`]);
    assert.deepEqual(pushedImages(['app:1'], {}, undefined), []);
  });
});
