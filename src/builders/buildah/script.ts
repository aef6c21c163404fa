/** What the script says on stdout, one line each, for the reader of the log. No output of buildah begins so. */
export const announcements = {
  readingContext: '==> Reading the context',
  pushing: '==> Pushing ',
  pushed: '==> Pushed ',
} as const;

/** The folder, on a volume of its own, with all that a build writes. */
export const workFolder = '/var/lib/kaniko-build';
export const contextFolder = `${workFolder}/context`;
const digestFile = '/dev/termination-log';

/** Name of the environment variable that holds the text of registries.conf. */
export const registriesConfVariable = 'REGISTRIES_CONF';

/** Name of the image in the Pod's own storage. */
export const builtImage = 'localhost/kaniko-build/image';

/** Parts the script's arguments. No image reference and no host can look so. */
export const separator = '--';

const functions = `set -eu
exec 3>&2 2>&1
store() {
  buildah --root ${workFolder}/storage --runroot ${workFolder}/run --storage-driver vfs \\
    --registries-conf ${workFolder}/registries.conf "$@"
}
trust() {
  until [ "$1" = ${separator} ]; do shift; done
  shift
  while [ "$1" != ${separator} ]; do
    mkdir -p "/etc/containers/certs.d/$1"
    cp "$2" "/etc/containers/certs.d/$1/ca.crt"
    shift 2
  done
}
build() {
  until [ "$1" = ${separator} ]; do shift; done
  shift
  until [ "$1" = ${separator} ]; do shift; done
  shift
  store bud "$@"
}
push() {
  while [ "$1" != ${separator} ]; do
    printf '${announcements.pushing}%s\\n' "$1"
    store push --digestfile ${digestFile} ${builtImage} "docker://$1"
    printf '${announcements.pushed}%s@%s\\n' "$1" "$(cat ${digestFile})"
    shift
  done
}
`;

/** Before the context is there. */
const settings = `printf '%s' "$${registriesConfVariable}" > ${workFolder}/registries.conf
trust "$@"
`;
/** Once it is there, or to be fetched. */
const work = `build "$@"
push "$@"
`;

/**
 * The script for `sh -c`. It holds no value of a request: those come as arguments, which no shell reads as code.
 * `DESTINATION… -- [HOST CA-FILE]… -- ARGUMENT-OF-BUD…`. One stream for all output keeps the log in order; the
 * other stays open, because containerd ends the input of an attach (of kubectl's, for instance) with any of its outputs. Both
 * buildah commands must see the same storage; vfs is the only driver that works on an overlay (builders.md).
 * The folder for CAs is the one that containers/image looks into by host (containers-certs.d(5)).
 */
export const script = `${functions}mkdir -p ${contextFolder}
${settings}echo '${announcements.readingContext}'
tar -xzf - -C ${contextFolder}
${work}`;

/** The same where buildah fetches the context: the last of its arguments says from where. */
export const fetchingScript = `${functions}${settings}${work}`;
