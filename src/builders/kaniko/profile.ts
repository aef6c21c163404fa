import * as l10n from '@vscode/l10n';
import type { BuilderProfile } from '../builder.ts';
import { kanikoFlavourOf } from './flavour-of.ts';

/** What is known of kaniko where a builder is chosen. */
export const kanikoProfile: BuilderProfile = {
  id: 'kaniko',
  name: 'kaniko',
  access: () => l10n.t('Pod Security baseline: root in its container, with five capabilities'),
  flavours: [
    {
      id: 'osscontainertools',
      name: 'osscontainertools',
      image: 'ghcr.io/osscontainertools/kaniko:v1.28.3',
    },
    { id: 'google', name: 'Google (archived)', image: 'gcr.io/kaniko-project/executor:v1.24.0' },
    // Chainguard's customers only have images of it.
    { id: 'chainguard', name: 'Chainguard' },
  ],
  flavourOf: kanikoFlavourOf,
};
