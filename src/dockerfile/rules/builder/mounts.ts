import * as l10n from '@vscode/l10n';
import type { BuilderFeature } from '../../lint/builder-features.ts';
import type { Rule } from '../../lint/rule.ts';
import { deviation, deviationOf } from './deviation.ts';

export const mountRule: Rule = {
  id: 'KB1003',
  severity: 'error',
  title: () => l10n.t('RUN --mount that the builder does not make'),
  check: (file, report) => {
    for (const { name, flags } of file.instructions) {
      const found =
        name === 'RUN'
          ? flags.flatMap((flag) => {
              const feature = flag.name === 'mount' ? featureOf(flag.value ?? '') : undefined;
              const support = feature && deviationOf(file, feature);
              return support === undefined ? [] : deviation(file, support, flag);
            })
          : [];
      const [first, ...others] = found;
      if (first !== undefined) {
        report({
          ...first,
          related: others.map(({ at, message }) => ({ start: at.start, end: at.end, message })),
        });
      }
    }
  },
};

/** The kind of a mount such as `type=cache,target=/root/.cache`. */
function featureOf(mount: string): BuilderFeature | undefined {
  const options = new Map(
    mount.split(',').map((option) => {
      const equals = option.indexOf('=');
      return equals < 0
        ? [option.trim().toLowerCase(), '']
        : [option.slice(0, equals).trim().toLowerCase(), option.slice(equals + 1)];
    }),
  );
  switch (options.get('type') ?? 'bind') {
    case 'bind':
      return options.has('from') ? 'mount-bind-from' : 'mount-bind';
    case 'cache':
      return 'mount-cache';
    case 'secret':
      return 'mount-secret';
    case 'ssh':
      return 'mount-ssh';
    case 'tmpfs':
      return 'mount-tmpfs';
    default:
      return undefined;
  }
}
