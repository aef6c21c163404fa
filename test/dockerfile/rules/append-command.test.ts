import assert from 'node:assert/strict';
import { packageRule } from './package-rule.ts';
import { findingsOf, fixed } from './shell-rule.ts';

const install = 'apt-get install -y a';
const remove = 'rm -rf /var/lib/apt/lists/*';

describe('clean-up at the end of a RUN', () => {
  const aptLists: [string, string, string][] = [
    ['one line', 'RUN apt-get update', `RUN apt-get update && ${remove}`],
    [
      '&& at the begin of lines',
      `RUN apt-get update \\\n    && apt-get install -y \\\n        a \\\n        b\nCMD c\n`,
      `RUN apt-get update \\\n    && apt-get install -y \\\n        a \\\n        b \\\n    && ${remove}\nCMD c\n`,
    ],
    [
      '&& at the end of lines',
      `RUN apt-get update && \\\n    apt-get install -y \\\n      a`,
      `RUN apt-get update && \\\n    apt-get install -y \\\n      a && \\\n    ${remove}`,
    ],
    [
      'only the packages on lines of their own',
      'RUN apt-get update && apt-get install -y \\\n  a \\\n  b',
      `RUN apt-get update && apt-get install -y \\\n  a \\\n  b \\\n  && ${remove}`,
    ],
    [
      'comments and blank lines between',
      `RUN apt-get update && \\\n\n    # why\n    ${install}`,
      `RUN apt-get update && \\\n\n    # why\n    ${install} && \\\n    ${remove}`,
    ],
    [
      '; where errors stop the RUN',
      `RUN set -eux; \\\n\tapt-get update; \\\n\t${install}`,
      `RUN set -eux; \\\n\tapt-get update; \\\n\t${install}; \\\n\t${remove}`,
    ],
    [
      '; at the end where errors stop the RUN',
      `RUN set -e; \\\n\tapt-get update;`,
      `RUN set -e; \\\n\tapt-get update; \\\n\t${remove}`,
    ],
    [
      '; where they do not',
      `RUN apt-get update; \\\n  ${install};`,
      `RUN apt-get update; \\\n  ${install} && \\\n  ${remove}`,
    ],
    ['; on one line', `RUN apt-get update; ${install}`, `RUN apt-get update; ${install} && ${remove}`],
    [
      'a mount on a line of its own',
      'RUN --mount=type=secret,id=a \\\n    apt-get update',
      `RUN --mount=type=secret,id=a \\\n    apt-get update \\\n    && ${remove}`,
    ],
    [
      'lines of Windows',
      `RUN apt-get update && \\\r\n  ${install}\r\nCMD b\r\n`,
      `RUN apt-get update && \\\r\n  ${install} && \\\r\n  ${remove}\r\nCMD b\r\n`,
    ],
    [
      'another escape character',
      `# escape=\`\nFROM a\nRUN apt-get update && \`\n  ${install}`,
      `# escape=\`\nFROM a\nRUN apt-get update && \`\n  ${install} && \`\n  ${remove}`,
    ],
    ['a subshell', 'RUN (apt-get update)', `RUN (apt-get update) && ${remove}`],
    [
      'a condition',
      'RUN if true; then \\\n      apt-get update; \\\n    fi',
      `RUN if true; then \\\n      apt-get update; \\\n    fi && \\\n    ${remove}`,
    ],
    [
      'a here-document',
      `RUN <<EOF\nset -e\napt-get update\nEOF\n`,
      `RUN <<EOF\nset -e\napt-get update\n${remove}\nEOF\n`,
    ],
    [
      'a here-document with tabs',
      `RUN <<-EOF\n\tapt-get update\n\tEOF\n`,
      `RUN <<-EOF\n\tapt-get update\n\t${remove}\n\tEOF\n`,
    ],
    [
      'the exec form of a shell',
      'RUN ["bash", "-c", "set -e && apt-get update"]',
      `RUN ["bash", "-c", "set -e && apt-get update && ${remove}"]`,
    ],
    ['white space at the end', 'RUN apt-get update  \nCMD a', `RUN apt-get update && ${remove}  \nCMD a`],
    ['ONBUILD', 'ONBUILD RUN apt-get update', `ONBUILD RUN apt-get update && ${remove}`],
  ];
  for (const [name, before, after] of aptLists) {
    it(`keeps ${name}`, () => {
      assert.equal(fixed(packageRule('DL3009'), before), after);
    });
  }

  const none: [string, string][] = [
    ['behind a comment', 'RUN apt-get update # lists'],
    ['behind what runs in the background', 'RUN apt-get update &'],
    ['without a shell', 'RUN ["apt-get", "update"]'],
    ['where a later RUN needs the lists', `RUN apt-get update\nRUN ${install}`],
  ];
  for (const [name, text] of none) {
    it(`is not offered ${name}`, () => {
      assert.equal(findingsOf(packageRule('DL3009'), text).length, 1);
      assert.equal(fixed(packageRule('DL3009'), text), undefined);
    });
  }

  const others: [string, string, string][] = [
    ['DL3032', 'RUN yum install -y a-1', 'RUN yum install -y a-1 && yum clean all'],
    [
      'DL3040',
      'RUN dnf install -y a && microdnf install -y b',
      'RUN dnf install -y a && microdnf install -y b && dnf clean all && microdnf clean all',
    ],
    ['DL3036', 'RUN zypper in -y a', 'RUN zypper in -y a && zypper clean --all'],
    ['DL3060', 'RUN yarn install', 'RUN yarn install && yarn cache clean'],
  ];
  for (const [id, before, after] of others) {
    it(`${id} repairs ${JSON.stringify(before)}`, () => {
      assert.equal(fixed(packageRule(id), before), after);
    });
  }

  it('is not offered for another root, where the cache is too', () => {
    for (const [id, text] of [
      ['DL3040', 'RUN dnf install -y --installroot=/x a'],
      ['DL3036', 'RUN zypper --root /x in -y a'],
    ] as const) {
      assert.equal(findingsOf(packageRule(id), text).length, 1);
      assert.equal(fixed(packageRule(id), text), undefined);
    }
  });

  const safety: [string, string, boolean][] = [
    ['DL3009', `RUN apt-get update && ${install}`, true],
    ['DL3009', 'RUN apt-get update && ./install.sh', false],
    ['DL3009', `RUN <<EOF\napt-get update\n${install}\nEOF`, false],
    ['DL3009', `RUN <<EOF\nset -e\napt-get update\n${install}\nEOF`, true],
    ['DL3032', 'RUN yum install -y a-1', true],
    ['DL3060', 'RUN yarn install', false],
  ];
  for (const [id, text, safe] of safety) {
    it(`${id} is ${safe ? '' : 'not '}safe in ${JSON.stringify(text)}`, () => {
      assert.equal(findingsOf(packageRule(id), text)[0]?.fixes?.[0]?.safe, safe);
    });
  }
});
