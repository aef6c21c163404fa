import * as l10n from '@vscode/l10n';
import { whoHasIt } from '../flag-support.ts';
import { flagNamed } from '../flags.ts';
import { quotedStep, type Found, type KnownFailure } from '../known-failure.ts';
import { registryFailures } from '../registry-failures.ts';
import { kanikoFlags } from './flags.ts';

const currentOrRun = ({ step }: Found): string => quotedStep(step ?? 'RUN');

/** What a command's exit code says by convention of shells. */
function runRemedy({ group }: Found): string {
  switch (group(1)) {
    case '126':
      return l10n.t('The command was found but is not executable.');
    case '127':
      return l10n.t('A command was not found: install it in the image first, or look at PATH and spelling.');
    case '137':
      return l10n.t('The command was killed, often for want of memory: raise the memory limit of the build.');
    default:
      return l10n.t('The command itself failed, not the builder: its output in the log says why.');
  }
}

/** A flag with a space and more behind it was one argument. */
function unknownFlagRemedy(flag: string, rest: string): string {
  if (/^\s+\S/.test(rest)) return l10n.t('Write it as {0}=…, in one argument.', flag);
  return whoHasIt(flagNamed(kanikoFlags, flag.replace(/^-+/, '')), {});
}

/** In the order of matching: what comes from the start of a run first, the general last. (kaniko.md §4, §5, §8, §10) */
export const kanikoFailures: readonly KnownFailure[] = [
  // arguments, context, Dockerfile
  {
    pattern: /^Error: unknown (?:shorthand )?flag: (?:'(\w)' in )?(--?[\w-]+)(.*)/,
    code: 'usage',
    message: ({ group }) => l10n.t('This kaniko does not know the flag {0}.', group(2)),
    remedy: ({ group }) => unknownFlagRemedy(group(2), group(3)),
  },
  {
    pattern:
      /^Error: (?:invalid argument .*|flag needs an argument.*|cache flags invalid.*|you must provide --destination.*|unknown command.*)/,
    code: 'usage',
    message: ({ words }) =>
      l10n.t('kaniko does not accept its arguments: {0}', words.replace(/^Error: /, '')),
    remedy: () => l10n.t('Choose the flavour that fits the executor image: they differ in their flags.'),
  },
  {
    pattern: /no data found\.\. don't forget to add/,
    code: 'context-rejected',
    message: () => l10n.t('kaniko had no stream to read the context from.'),
    remedy: () => l10n.t('The container needs stdin; something in the cluster changed the Pod.'),
  },
  {
    pattern: /error resolving source context: .*\bEOF$/,
    code: 'upload-broken',
    message: () => l10n.t('The build context arrived incomplete.'),
    remedy: () => l10n.t('Build again; if it happens again, look for a proxy that closes long connections.'),
  },
  {
    pattern: /error resolving source context: (.*)/,
    code: 'context-rejected',
    message: ({ group }) => l10n.t('kaniko could not unpack the build context: {0}', group(1)),
  },
  {
    pattern: /please provide a valid path to a Dockerfile/,
    code: 'dockerfile-missing',
    message: () => l10n.t('The Dockerfile is not in the build context that was uploaded.'),
    remedy: () => l10n.t('It must lie in the context folder and must not be left out by .dockerignore.'),
  },
  {
    pattern: /kaniko should only be run inside of a container/,
    code: 'usage',
    message: () => l10n.t('kaniko does not see that it runs in a container.'),
    remedy: () =>
      l10n.t('Something in the cluster removed the environment variable "container" from the Pod.'),
  },
  {
    pattern: /(?:"?([^\s"]+)"? is not a valid target build stage)/,
    code: 'target-unknown',
    message: ({ group }) => l10n.t('The Dockerfile has no stage named {0}.', group(1)),
    remedy: () => l10n.t('Choose a stage that FROM … AS defines, or no target.'),
  },
  {
    pattern: /dockerfile parse error on line (\d+): (.*)/,
    code: 'dockerfile-syntax',
    message: ({ group }) => l10n.t('Line {0} of the Dockerfile is not valid: {1}', group(1), group(2)),
    remedy: () => l10n.t('If it is newer syntax, the other kaniko flavour or buildah may know it.'),
  },
  {
    pattern: /(no build stage in current context|file with no instructions)/,
    code: 'dockerfile-syntax',
    message: () => l10n.t('The Dockerfile has no FROM.'),
  },
  {
    pattern: /resolved envs is empty/,
    code: 'dockerfile-syntax',
    message: () => l10n.t('This kaniko does not know here-documents (<<EOF) in COPY and ADD.'),
    remedy: () => l10n.t('Use the flavour osscontainertools, or buildah, or copy a file.'),
  },
  {
    pattern: /parsing value from chmod: .*parsing "([^"]*)"/,
    code: 'dockerfile-syntax',
    message: ({ group }) => l10n.t('This kaniko knows only numbers in --chmod, not {0}.', group(1)),
    remedy: () => l10n.t('Write the mode in octal, or use the flavour osscontainertools.'),
  },
  {
    pattern: /user (\S+) is not a uid and does not exist on the system/,
    code: 'dockerfile-syntax',
    message: ({ group }) => l10n.t('The image has no user {0}.', group(1)),
    remedy: () => l10n.t('Add the user by a RUN before, or use a number.'),
  },
  {
    pattern: /parsing dockerfile: (.*)|(invalid signal: .*)/,
    code: 'dockerfile-syntax',
    message: ({ group }) => l10n.t('The Dockerfile is not valid: {0}', group(1) || group(2)),
  },
  // instructions
  {
    pattern: /waiting for process to exit: exit status (\d+)/,
    code: 'run-failed',
    message: (found) =>
      l10n.t('An instruction ended with exit code {0}: {1}', found.group(1), currentOrRun(found)),
    remedy: runRemedy,
  },
  {
    pattern: /waiting for process to exit: signal: killed/,
    code: 'out-of-memory',
    message: (found) =>
      l10n.t('A command was killed, most likely for want of memory: {0}', currentOrRun(found)),
    remedy: () => l10n.t('Raise the memory limit of the build.'),
  },
  {
    pattern: /waiting for process to exit: (signal: .*)/,
    code: 'run-failed',
    message: (found) => l10n.t('An instruction was ended by a {0}: {1}', found.group(1), currentOrRun(found)),
  },
  {
    pattern: /fork\/exec (\S+): exec format error/,
    code: 'run-failed',
    message: ({ group }) =>
      l10n.t('{0} in the base image is for another processor than the node has.', group(1)),
    remedy: () => l10n.t("Use a base image for the node's architecture; kaniko does not emulate others."),
  },
  {
    pattern:
      /starting command: (?:fork\/exec )?(.*): no such file or directory|starting command: exec: (.*): executable file not found/,
    code: 'run-failed',
    message: ({ group }) =>
      l10n.t('The image has no {0}, which an instruction wants to run.', group(1) || group(2)),
    remedy: () =>
      l10n.t('Distroless and scratch images have no shell: use the exec form, or do it in an earlier stage.'),
  },
  {
    pattern: /no space left on device/,
    code: 'disk-full',
    message: () => l10n.t("The node's disk is full."),
    remedy: () =>
      l10n.t('Free or add disk on the node, make the context and layers smaller, or use several stages.'),
  },
  {
    pattern:
      /failed to get fileinfo for \/kaniko\/buildcontext\/(.*): lstat .*: no such file or directory|lstat \/kaniko\/buildcontext\/(.*): no such file or directory/,
    code: 'source-missing',
    message: ({ group }) =>
      l10n.t('COPY or ADD names {0}, which is not in the build context.', group(1) || group(2)),
    remedy: () =>
      l10n.t(
        'Look at the path (it is relative to the context folder, and upper case counts) and at .dockerignore.',
      ),
  },
  {
    pattern: /(?:lstat|stat|open) (?:\/kaniko\/(?:deps\/)?\d+)?(\/\S+): no such file or directory/,
    code: 'source-missing',
    message: ({ group }) => l10n.t('An instruction needs {0}, which does not exist.', group(1)),
    remedy: () => l10n.t('For COPY --from look at what the stage that it names really holds.'),
  },
  {
    pattern:
      /copying dockerfile: .*(?:permission denied|operation not permitted|read-only file system)|open \/(?:kaniko|workspace)\/Dockerfile: (?:permission denied|operation not permitted|read-only file system)/,
    code: 'permission',
    message: () =>
      l10n.t('kaniko may not write in its own container: it needs root and a writable root file system.'),
    remedy: () =>
      l10n.t(
        'A policy of the cluster changes the Pod (on OpenShift the service account needs the SCC anyuid).',
      ),
  },
  {
    pattern: /unlinkat (\S+): device or resource busy/,
    code: 'permission',
    message: ({ group }) =>
      l10n.t('kaniko cannot replace {0}, because something is mounted there in the Pod.', group(1)),
    remedy: () => l10n.t('A webhook or a mesh adds volumes to Pods: exempt the build from it.'),
  },
  {
    pattern:
      /(?:chown|chmod|lchown|mknod|fork\/exec|write "security\.capability"|mkdir|open|unlinkat|removing|setxattr)\b.*(?:operation not permitted|permission denied)|failed to write "security\.capability"/,
    code: 'permission',
    message: ({ words }) => l10n.t('The container lacks a capability that this image needs: {0}', words),
    remedy: () =>
      l10n.t(
        'A policy may drop capabilities from the Pod. Images whose files carry capabilities need SETFCAP: build those with buildah.',
      ),
  },
  {
    pattern: /Timed out snapshotting FS in (\S+)/,
    code: 'deadline',
    message: ({ group }) => l10n.t('Taking a snapshot of the file system took longer than {0}.', group(1)),
    remedy: () => l10n.t('Make the image smaller, or split it into stages.'),
  },
  ...registryFailures,
];
