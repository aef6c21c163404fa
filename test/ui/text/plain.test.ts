import assert from 'node:assert/strict';
import { plain, sentences, shorten } from '../../../src/ui/text/plain.ts';

describe('plain', () => {
  it('leaves no link that a notification would run', () => {
    // VS Code's own pattern of a link in a message, src/vs/base/common/linkedText.ts.
    const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)/;
    const hostile = 'RUN echo [click](command:workbench.action.terminal.new) [b](https://x.example)';
    assert.match(hostile, link);
    assert.doesNotMatch(plain(hostile), link);
    assert.equal(plain('two\r\n  lines'), 'two lines');
  });

  it('joins sentences, with a full stop where one has no mark', () => {
    assert.equal(sentences('RUN exit 3', undefined, 'Mend it.'), 'RUN exit 3. Mend it.');
    assert.equal(sentences('失败了。', '请重试'), '失败了。 请重试');
    assert.equal(sentences('alone'), 'alone');
  });

  it('shortens by whole characters', () => {
    assert.equal(shorten('abc', 3), 'abc');
    assert.equal(shorten('abcd', 3), 'ab…');
    assert.equal(shorten('👩‍🚀👩‍🚀', 2), '👩…');
  });
});
