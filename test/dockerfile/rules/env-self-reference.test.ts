import { envSelfReference } from '../../../src/dockerfile/rules/env-self-reference.ts';
import { testRule } from './structure-rule.ts';

testRule(envSelfReference, {
  finds: [
    ['ENV a=1 b=$a', '$a'],
    ['ENV a=1 b="x${a}"', '${a}'],
    ['ENV b=$a a=1', '$a'],
    ['ENV a=1 a=$a', '$a'],
    ['ENV a=1 \\\n  b=$a', '$a'],
    ['ENV PATH=$PATH:/a LD=$PATH', '$PATH'],
    ['ENV a=1 b=${c:-$a}', '$a'],
    ['ONBUILD ENV a=1\nENV a=2 b=$a', '$a'],
  ],
  leaves: [
    'ENV a=$a',
    'ENV a=$a b=$b',
    'ENV a=1\nENV b=$a',
    'ENV a=1\nENV a=2 b=$a',
    'ARG a\nENV a=1 b=$a',
    'ENV a=1 b=$ab',
    'ENV a=1 b=${a:-x}',
    'ENV a $a',
    'ONBUILD ENV a=1 b=$a',
    // hadolint reports these, but nothing is replaced here
    "ENV a=1 b='$a'",
    'ENV a=1 b=\\$a',
  ],
  fixes: [
    ['ENV a=1 b=$a c=$b', 'ENV a=1\nENV b=$a\nENV c=$b'],
    ['ENV a=1 \\\n  b=$a', 'ENV a=1\nENV b=$a'],
    ['ENV a=1 \\\n # c\n  b=$a', undefined],
    ['ENV b=$a a=1', undefined],
  ],
});
