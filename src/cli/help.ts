import type { BuilderProfile } from '../builders/builder.ts';

/** The text of `kaniko-build --help`. */
export function helpText(builders: readonly BuilderProfile[]): string {
  const choices = builders.map((builder) => {
    const flavours = builder.flavours
      .map(({ id, image }) => `      ${id}: ${image ?? 'no public image: give --image'}`)
      .join('\n');
    return `  ${builder.id}: ${builder.access()}\n${flavours}`;
  });
  return `Build an image from a Dockerfile inside a Kubernetes cluster and push it; lint Dockerfiles.

Usage:
  kaniko-build build --destination REF [options]      build and push; prints REF@sha256:...
  kaniko-build context [DIR] [options]                list what build would upload, and why
  kaniko-build doctor --destination REF [options]     check all that can be checked; creates nothing
  kaniko-build manifests --destination REF [options]  print the Secret and Pod that build would apply
  kaniko-build lint FILE... [options]                 print what is wrong with Dockerfiles

What to build:
  -f, --file FILE             Dockerfile (default: Dockerfile in the context)
      --context DIR|URL       folder that COPY and ADD read (default: .), or what the builder fetches: https://HOST/PATH.git
                              (#REVISION:FOLDER), https://HOST/PATH.tar.gz, s3://, gs://, an Azure blob, dir:///FOLDER;
                              --file is then a path inside it
      --context-sub-path DIR  folder inside what is fetched
      --git-branch NAME       branch or tag of the repository
      --git-token-secret NAME/KEY     key of a Secret in the namespace that holds git's access token
      --azure-key-secret NAME/KEY     the same for the key of Azure's storage account
  -d, --destination REF       where to push; may be repeated
      --build-arg NAME=VALUE  may be repeated
      --target STAGE          stage to build (default: the last)
      --all                   upload all that .dockerignore leaves, not only what the Dockerfile reads

Where to build it:
      --kubeconfig FILE       may be repeated (default: KUBECONFIG, else ~/.kube/config)
      --kube-context NAME     (default: the current one)
  -n, --namespace NAME        (default: the context's)
      --builder ID            one of those below (default: the first)
      --flavour ID
      --image REF             executor image, also a mirror or by digest (default: the flavour's)
      --executor-arg=--FLAG=VALUE     further argument of the builder; may be repeated
      --cache                 keep layers in a registry for the next build
      --cache-repo REPOSITORY where (default: cache below the first destination's repository)
      --cache-ttl TIME        how long they are of use, such as 90m or 336h
      --cache-copy-layers     the layers of COPY too
      --request NAME=QUANTITY cpu, memory or ephemeral-storage of the build container; may be repeated
      --limit NAME=QUANTITY   the same for its limits
      --pod-settings FILE     settings of the Pod in YAML or JSON: the keys of VS Code's settings below kanikoBuild.pod
      --overlay FILE          part of a Pod in YAML, merged into it as kubectl patch --type strategic does
      --timeout TIME          such as 90s, 20m or 1h30m (default: 20m)

Registries:
      --credentials SOURCE    docker-config (default), secret:NAME, none, or ambient: what the Pod gets from its cloud
      --username NAME         with --password-stdin: log in to the destinations as NAME
      --password-stdin        read the password or token from standard input
      --insecure-registry HOST[:PORT]    speaks plain HTTP; may be repeated
      --registry-ca HOST[:PORT]=FILE     private CA in PEM; may be repeated
      --registry-mirror HOST[/PATH]      pull Docker Hub's images from there; may be repeated
      --registry-map HOST=HOST[/PATH]    the same for any registry; may be repeated
      --mirrors-only                     never ask a registry itself that has a mirror

Output:
      --format text|jsonl     of build (default: text; jsonl: one event a line)
                              of context: text or json
      --tar FILE|-            of context: write the archive that build would upload (-: to standard output)
      --format text|json      of doctor (default: text)
      --insist                build even where the checks say that it will fail
      --show-secrets          of manifests: real values instead of placeholders

What to lint: files, folders (all Dockerfiles in them), patterns such as 'src/**/Dockerfile', or - for standard input
      --format text|json|sarif    (default: text; json and sarif count lines and columns from 1, in UTF-16 units)
      --fail-on LEVEL         exit 1 from this level on: error, warning, info, style or never
                              (default: failure-threshold of the configuration, else warning)
      --config FILE           (default: as hadolint finds .hadolint.yaml)
      --builder ID            also what this builder would build wrong; with --flavour ID
      --fix                   make all safe fixes in the files, then lint
      --stdin-filename FILE   what standard input is called
      --shellcheck PATH       ask this ShellCheck about RUN, or never (default: the one on PATH, if there is one)

Builders and their flavours:
${choices.join('\n')}

Exit codes: 0 built and pushed, or nothing found; 1 build failed, or something found; 2 wrong usage, a file that cannot
be read, or refused before the cluster was asked; 3 the cluster refused or was unreachable; 130 interrupted (after
cleaning up).
Of doctor: 0 ready, 1 the build would surely fail, 2 wrong usage, 3 the cluster cannot be reached.
`;
}
