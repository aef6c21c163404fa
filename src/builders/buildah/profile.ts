import * as l10n from '@vscode/l10n';
import type { BuilderProfile } from '../builder.ts';

/** What is known of buildah where a builder is chosen. */
export const buildahProfile: BuilderProfile = {
  id: 'buildah',
  name: 'buildah',
  access: () => l10n.t('Pod Security baseline: root in its container; the node must allow user namespaces'),
  flavours: [{ id: 'stable', name: 'stable', image: 'quay.io/buildah/stable:v1.37.6' }],
  flavourOf: () => 'stable',
};
