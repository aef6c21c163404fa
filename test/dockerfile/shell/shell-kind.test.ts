import assert from 'node:assert/strict';
import { defaultConfig } from '../../../src/dockerfile/lint/config.ts';
import { makeLintFile } from '../../../src/dockerfile/lint/make-lint-file.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';

/** The shell of each RUN. */
function shells(text: string): string[] {
  const file = makeLintFile(parseDockerfile(text), defaultConfig.settings);
  return file.instructions.filter(({ name }) => name === 'RUN').map((run) => file.shellOf(run));
}

describe('The shell of a RUN', () => {
  const cases: [string, string[]][] = [
    ['RUN a', ['sh']],
    ['FROM a\nSHELL ["/bin/bash", "-c"]\nRUN a\nFROM b\nRUN c', ['bash', 'sh']],
    ['FROM a\nSHELL ["/usr/bin/env", "zsh"]\nRUN a', ['zsh']],
    ['FROM a\nSHELL ["C:\\\\x\\\\PowerShell.exe", "-c"]\nRUN a', ['other']],
    ['FROM a\nSHELL bash -c\nRUN a', ['bash']],
    ['FROM a\nONBUILD SHELL ["bash"]\nRUN a\nONBUILD RUN b', ['sh', 'sh']],
    ['FROM a AS b\nSHELL ["ash"]\nFROM b\nRUN a\nFROM c\nRUN d', ['ash', 'sh']],
    ['FROM mcr.microsoft.com/windows/nanoserver:1\nRUN a', ['other']],
    ['# hadolint shell=bash\nFROM a\nRUN a\nFROM b\nRUN c', ['bash', 'bash']],
    ['FROM a\n# hadolint shell = /bin/dash # why\nRUN a\nRUN b\nFROM c\nRUN d', ['dash', 'dash', 'sh']],
    ['FROM a\nRUN a && \\\n# hadolint shell=bash\n  b\nRUN c', ['sh', 'sh']],
    ['FROM a\n# hadolint shell=bash\nFROM b\nRUN c', ['sh']],
    ['FROM a\n# hadolint shell=bash -e\nRUN a', ['sh']],
    ['FROM a\n# hadolint shell=bash\nSHELL ["ksh"]\nRUN a\n# hadolint shell=fish\nRUN b', ['ksh', 'other']],
  ];
  for (const [text, expected] of cases) {
    it(`in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(shells(text), expected);
    });
  }
});
