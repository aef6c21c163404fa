import { readSandboxInfo, type SandboxRegistry } from '../sandbox/info.ts';

/** Where `npm start` builds, and the arguments of `kaniko-build build` that say so. */
export interface Target {
  readonly builder: string;
  readonly destination: string;
  readonly args: readonly string[];
  /** How to read the image back; absent for a registry whose credentials are the user's own. */
  readonly registry?: SandboxRegistry;
  /** The same for the extension in VS Code. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Things worth saying before the build. */
  readonly remarks: readonly string[];
}

/** The user's own cluster. Throws when the destination is missing. */
export function ownCluster(choice: {
  readonly context: string;
  readonly namespace: string | undefined;
  readonly destination: string | undefined;
}): Target {
  if (choice.destination === undefined) {
    throw new Error(
      'your own cluster needs a place to push to: npm start -- --kube-context NAME --destination REGISTRY/NAME:TAG',
    );
  }
  return {
    builder: 'kaniko',
    destination: choice.destination,
    args: [
      ...['--kube-context', choice.context],
      ...(choice.namespace === undefined ? [] : ['--namespace', choice.namespace]),
    ],
    settings: {},
    remarks: [],
  };
}

/** The sandbox: kaniko where its image is at hand, else buildah. Throws when it is down. */
export function sandboxTarget(): Target {
  const info = readSandboxInfo();
  if (info === undefined) throw new Error('the sandbox did not come up');
  const { kubeconfig, contexts, namespaces, registries, images } = info;
  const kaniko = images.kaniko.osscontainertools;
  const builder = kaniko === null ? 'buildah' : 'kaniko';
  return {
    builder,
    destination: `${registries.open.host}/examples/hello:1`,
    args: [
      ...['--kubeconfig', kubeconfig, '--kube-context', contexts.admin, '--namespace', namespaces.builds],
      ...['--builder', builder, '--image', kaniko ?? images.buildah, '--credentials', 'none'],
      ...['--insecure-registry', registries.open.host, '--build-arg', `BASE=${images.busybox}`],
    ],
    registry: registries.open,
    settings: {
      'kanikoBuild.builder': builder,
      'kanikoBuild.buildah.image': images.buildah,
      'kanikoBuild.kubeconfig': [kubeconfig],
      'kanikoBuild.registries.insecure': [registries.open.host, registries.auth.host],
      'kanikoBuild.registries.certificates': { [registries.tls.host]: registries.tls.caFile },
      'kanikoBuild.defaultRegistry': `${registries.open.host}/examples`,
    },
    remarks:
      kaniko === null
        ? [
            'The image of kaniko can neither be pulled here nor is it in the images/ folder of the cache:',
            'buildah, which this machine can make itself, builds instead.',
          ]
        : [],
  };
}
