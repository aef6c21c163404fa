import * as l10n from '@vscode/l10n';
import type { BuilderProfile } from '../builder.ts';
import { kanikoFeatures } from './features.ts';

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
      repositories: [/(?:^|\/)osscontainertools\/kaniko(?:-dev)?$/, /(?:^|\/)martizih\/kaniko$/],
      features: kanikoFeatures.osscontainertools,
    },
    {
      id: 'google',
      name: 'Google (archived)',
      image: 'gcr.io/kaniko-project/executor:v1.24.0',
      // The second is a rebuild of it.
      repositories: [/(?:^|\/)kaniko-project\/executor$/, /(?:^|\/)strimzi\/kaniko-executor$/],
      features: kanikoFeatures.google,
    },
    {
      id: 'chainguard',
      name: 'Chainguard',
      // Its maker publishes sources and gives images to customers; others are rebuilds. (kaniko.md §1.2, §1.4)
      repositories: [
        /(?:^|\/)cgr\.dev\/[^/]+\/kaniko(?:-fips)?$/,
        /(?:^|\/)(?:chainguard|chainguard-private)\/kaniko(?:-fips)?$/,
        /(?:^|\/)(?:bitnami|bitnamilegacy|bitnamisecure)\/kaniko$/,
      ],
      features: kanikoFeatures.chainguard,
    },
  ],
};
