import type { BuilderProfile } from '../builders/builder.ts';

/** The text of `kaniko-build --help`. */
export function helpText(builders: readonly BuilderProfile[]): string {
  const choices = builders.map((builder) => {
    const flavours = builder.flavours.map(({ id, image }) => `      ${id}: ${image}`).join('\n');
    return `  ${builder.id}: ${builder.access()}\n${flavours}`;
  });
  return `Build an image from a Dockerfile inside a Kubernetes cluster and push it.

Usage:
  kaniko-build build --destination REF [options]      build and push; prints REF@sha256:...
  kaniko-build doctor --destination REF [options]     check all that can be checked; creates nothing
  kaniko-build manifests --destination REF [options]  print the Secret and Pod that build would apply

What to build:
  -f, --file FILE             Dockerfile (default: Dockerfile in the context)
      --context DIR           folder that COPY and ADD read (default: .)
  -d, --destination REF       where to push; may be repeated
      --build-arg NAME=VALUE  may be repeated
      --target STAGE          stage to build (default: the last)

Where to build it:
      --kubeconfig FILE       may be repeated (default: KUBECONFIG, else ~/.kube/config)
      --kube-context NAME     (default: the current one)
  -n, --namespace NAME        (default: the context's)
      --builder ID            one of those below (default: the first)
      --flavour ID
      --image REF             executor image (default: the flavour's)
      --request NAME=QUANTITY cpu, memory or ephemeral-storage of the build container; may be repeated
      --limit NAME=QUANTITY   the same for its limits
      --timeout TIME          such as 90s, 20m or 1h30m (default: 20m)

Registries:
      --credentials SOURCE    docker-config (default), secret:NAME or none
      --username NAME         with --password-stdin: log in to the destinations as NAME
      --password-stdin        read the password or token from standard input
      --insecure-registry HOST[:PORT]    speaks plain HTTP; may be repeated
      --registry-ca HOST[:PORT]=FILE     private CA in PEM; may be repeated

Output:
      --format text|jsonl     of build (default: text; jsonl: one event a line)
      --format text|json      of doctor (default: text)
      --insist                build even where the checks say that it will fail
      --show-secrets          of manifests: real values instead of placeholders

Builders and their flavours:
${choices.join('\n')}

Exit codes: 0 built and pushed, 1 build failed, 2 wrong usage or refused before the cluster was asked,
3 the cluster refused or was unreachable, 130 interrupted (after cleaning up).
Of doctor: 0 ready, 1 the build would surely fail, 2 wrong usage, 3 the cluster cannot be reached.
`;
}
