import * as l10n from '@vscode/l10n';
import { checkPush } from '../../registry/check/push-check.ts';
import { formatReference } from '../../registry/reference.ts';
import { cacheRepository } from '../cache.ts';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import { tried } from './try-registry.ts';

/** Whether layers can be kept in the cache's repository and taken from there; silent where there is no cache. */
export const checkCache: Check = async (situation) => {
  const { request, builder } = situation;
  const repository = cacheRepository(request);
  if (repository === undefined) return [];
  const name = formatReference(repository);
  const question = new Question(`cache:${name}`, l10n.t('Layer cache in {0}', name));
  const item = await tried(question, 'push', repository, situation, (access) =>
    checkPush(repository, access),
  );
  if (item.status !== 'no') return [item];
  const remedy = [
    item.remedy,
    l10n.t('Or set kanikoBuild.cache.repository to a repository that the build may push to.'),
  ];
  const said = { ...item, remedy: remedy.filter((text) => text !== undefined).join(' ') };
  if (builder.registryManners.stopsWithoutCache) return [said];
  const without = l10n.t('{0} builds without it, and only warns.', builder.name);
  return [{ ...said, status: 'unknown', meaning: [item.meaning, without].join(' ').trim() }];
};
