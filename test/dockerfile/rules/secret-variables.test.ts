import { secretVariables } from '../../../src/dockerfile/rules/secret-variables.ts';
import { testRule } from './structure-rule.ts';

testRule(secretVariables, {
  finds: [
    ['ARG PASSWORD', 'PASSWORD'],
    ['ENV a=1 my_token=b', 'my_token'],
    ['ENV SECRET a', 'SECRET'],
    ['ENV "PASSWORD"=a', '"PASSWORD"'],
    ['ENV AWS_ACCESS_KEY_ID=a', 'AWS_ACCESS_KEY_ID'],
    ['ENV MYPASSWORD=a', 'DL3064: MYPASSWORD'],
    ['ENV DB_USERNAME=a', 'DL3064: DB_USERNAME'],
    ['ENV PUBLIC_TOKEN=a', 'DL3064: PUBLIC_TOKEN'],
    ['ENV PASSWORD_FILE=/run/secrets/a', 'DL3064: PASSWORD_FILE'],
    ['ENV TOKENIZERS_PARALLELISM=false', 'DL3064: TOKENIZERS_PARALLELISM'],
    ['ENV GOPRIVATE=example.com', 'DL3064: GOPRIVATE'],
    ['ENV SSH_KEY=a', 'SecretsUsedInArgOrEnv: SSH_KEY'],
    ['ARG a=1 TOKEN=b', 'SecretsUsedInArgOrEnv: TOKEN'],
    ['ARG "TOKEN"=b', 'DL3064: "TOKEN"'],
    ['ARG TOKEN\nFROM a:1', 'DL3064: TOKEN'],
    ['ONBUILD ENV TOKEN=a', 'DL3064: TOKEN'],
  ],
  leaves: [
    'ENV a=PASSWORD',
    'ENV PUBLIC_KEY=a',
    'ENV AUTHOR=a KEYBOARD=b',
    'RUN TOKEN=a b',
    'ENV PASS_FILE=/run/secrets/a',
  ],
});
