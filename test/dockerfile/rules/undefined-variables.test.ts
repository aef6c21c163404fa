import assert from 'node:assert/strict';
import { undefinedArgInFrom } from '../../../src/dockerfile/rules/undefined-arg-in-from.ts';
import { undefinedVar } from '../../../src/dockerfile/rules/undefined-var.ts';
import { findsPlaces } from './buildkit-case.ts';
import { findingsOf, fixed } from './shell-rule.ts';

describe('UndefinedArgInFrom', () => {
  findsPlaces(undefinedArgInFrom, [
    ['FROM a:$tag', ['1: $tag']],
    ['FROM a:${tag:-x}', ['1: tag']],
    ['FROM --platform=$BULIDPLATFORM a', ['1: $BULIDPLATFORM']],
    ['FROM a:$A-$B', ['1: $A']],
    ['FROM a AS x\nARG tag=1\nFROM a:$tag', ['3: $tag']],
    ['FROM a:$HTTP_PROXY', ['1: $HTTP_PROXY']],
    ['ARG tag\nFROM a:$tag', []],
    ['FROM --platform=$BUILDPLATFORM a:$TARGETARCH', []],
    ["FROM 'a:$x'", []],
    ['FROM a:\\$x', []],
  ]);

  it('proposes what is spelt nearly so', () => {
    const text = 'ARG version=1\nFROM a:${versio}-${version}-$VERSION';
    assert.equal(fixed(undefinedArgInFrom, text), 'ARG version=1\nFROM a:${version}-${version}-$version');
    assert.match(findingsOf(undefinedArgInFrom, text)[0]?.message ?? '', /\$versio, \$VERSION.*\$version\?/);
    assert.equal(fixed(undefinedArgInFrom, 'FROM a:$B-$TARGETARC'), undefined);
    assert.equal(
      fixed(undefinedArgInFrom, 'FROM --platform=$BULIDPLATFORM a'),
      'FROM --platform=$BUILDPLATFORM a',
    );
  });
});

describe('UndefinedVar', () => {
  const at = (text: string) => `FROM a\n${text}`;
  findsPlaces(undefinedVar, [
    ...['COPY $x .', 'ADD . $x', 'COPY --chown=$x a b', 'COPY --chmod=$x a b', 'ADD --checksum=$x a b'].map(
      (text) => [at(text), ['2: $x']] as const,
    ),
    ...[
      'WORKDIR /$x',
      'ENV a=$x',
      'ENV $x=1',
      'ENV a $x',
      'LABEL a="$x"',
      'USER $x',
      'VOLUME /$x',
      'ARG a=$x',
    ].map((text) => [at(text), ['2: $x']] as const),
    ...['STOPSIGNAL $x', 'COPY ["a", "$x"]', 'VOLUME ["/$x"]', 'WORKDIR ${x'].map(
      (text) => [at(text), [text.includes('${') ? '2: x' : '2: $x']] as const,
    ),
    ...[
      'RUN $x',
      'CMD $x',
      'ENTRYPOINT $x',
      'HEALTHCHECK CMD $x',
      'SHELL ["$x"]',
      'EXPOSE $x',
      'ONBUILD COPY $x a',
    ].map((text) => [at(text), []] as const),
    ...[
      "COPY '$x' a",
      'COPY \\$x a',
      'ARG x\nCOPY $x a',
      'ENV x=1\nCOPY $x a',
      'ARG x=1 y=$x',
      'ENV P=$PATH',
    ].map((text) => [at(text), []] as const),
    [at('COPY ${x:-a} $y .'), ['2: x']],
    [at('COPY \\\n a$y \\\n .'), ['3: $y']],
    [at("COPY <<E /x\n'$a' \\$b\nE"), ['3: $a']],
    [at('COPY <<"E" /x\n$a\nE'), []],
    [at('RUN <<E\n$a\nE'), []],
    [at('ENV A=1 B=$A'), ['2: $A']],
    [at('ARG a=$b b=1'), ['2: $b']],
    [at('COPY $x a\nARG x'), ['2: $x']],
    ['ARG x=1\nFROM a\nCOPY $x a', ['3: $x']],
    ['FROM a AS b\nARG x\nFROM b\nCOPY $x a\nFROM a\nCOPY $x a', ['6: $x']],
    ['FROM a AS b\nONBUILD COPY $x a\nONBUILD ARG y\nFROM b\nCOPY $y a', ['4: b']],
    ['# escape=`\nFROM a\nCOPY `$x c:\\$y b', ['3: $y']],
    [at('COPY $1 a'), ['2: $1']],
    // The image may set it.
    [at('COPY a $JAVA_HOME/lib'), []],
    ['FROM scratch\nCOPY a $JAVA_HOME/lib', ['2: $JAVA_HOME']],
    ['FROM scratch AS b\nFROM b\nCOPY a $JAVA_HOME/lib', ['3: $JAVA_HOME']],
  ]);

  it('proposes what is spelt nearly so', () => {
    assert.equal(
      fixed(undefinedVar, at('ARG foo=1\nCOPY $fooo ${Foo:-x} a')),
      at('ARG foo=1\nCOPY $foo ${foo:-x} a'),
    );
    assert.equal(fixed(undefinedVar, at('ENV PATH=$PAHT:/x')), at('ENV PATH=$PATH:/x'));
    assert.equal(fixed(undefinedVar, at('COPY $q a')), undefined);
  });
});
