import assert from 'node:assert/strict';
import { packageRule } from './package-rule.ts';
import { findingsOf, wordsOf } from './shell-rule.ts';

describe('packages without a version', () => {
  const cases: [string, string, string][] = [
    ['DL3008', 'RUN apt-get install -y -t stable git=1 curl wget', 'curl'],
    ['DL3008', 'RUN apt-get install \\\n    # the client\n    "curl" \\\n    git', '"curl"'],
    ['DL3008', 'RUN apt-get install cu\\\nrl', 'cu\\\nrl'],
    ['DL3013', 'RUN python3 -m pip install -i x flask', 'flask'],
    ['DL3016', 'RUN npm install --omit dev -g npm@9 @types/node', '@types/node'],
    ['DL3018', 'RUN apk add --virtual .build gcc', 'gcc'],
    ['DL3028', 'RUN gem install rake:1 bundler', 'bundler'],
    ['DL3033', 'RUN yum install httpd-2.4 php', 'php'],
    ['DL3033', 'RUN yum module install nodejs', 'nodejs'],
    ['DL3037', 'RUN zypper in httpd=2.4 php', 'php'],
    ['DL3041', 'RUN microdnf install httpd-2.4 php', 'php'],
    ['DL3062', 'RUN go install a.b/c@v1 a.b/d@latest', 'a.b/d@latest'],
    ['DL3018', 'RUN ["apk", "add", "curl"]', 'curl'],
    ['DL3018', 'RUN <<EOF\nset -e\napk add curl\nEOF', 'curl'],
  ];
  for (const [id, text, word] of cases) {
    it(`${id} underlines ${JSON.stringify(word)} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(wordsOf(packageRule(id), text), [word]);
    });
  }

  it('names all in one finding and points at the others', () => {
    const text = 'RUN apk add curl git=1 && apk add make';
    const [finding, second] = findingsOf(packageRule('DL3018'), text);
    assert.equal(second, undefined);
    assert.match(finding?.message ?? '', /curl, make: .*package=<version>/);
    assert.deepEqual(
      finding?.related?.map(({ start, end }) => text.slice(start, end)),
      ['make'],
    );
  });

  it('offers no version: it cannot know one', () => {
    assert.deepEqual(findingsOf(packageRule('DL3018'), 'RUN apk add curl')[0]?.fixes ?? [], []);
  });

  it('takes time in proportion to the number of packages', () => {
    const packages = Array.from({ length: 8000 }, (_, index) => `p${String(index)}`).join(' ');
    const [finding] = findingsOf(packageRule('DL3008'), `RUN apt-get install -y ${packages}`);
    assert.ok((finding?.message.length ?? 0) < 300);
    assert.ok((finding?.related?.length ?? 0) <= 10);
    const hyphens = findingsOf(packageRule('DL3033'), `RUN yum install -y ${'-1-'.repeat(20_000)}x/y`);
    assert.equal(hyphens.length, 0);
  });
});
