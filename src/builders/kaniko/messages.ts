/** What one message of kaniko's logger means to the reader of a log. */
export type KanikoMessage =
  | { readonly kind: 'reading-context' }
  | { readonly kind: 'stage'; readonly index: number; readonly base: string }
  /** The stage's instructions follow; what looks like one before that is a plan. */
  | { readonly kind: 'unpacking' }
  | { readonly kind: 'instruction'; readonly text: string }
  /** From here on, what is no message is what the RUN prints. */
  | { readonly kind: 'running' }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'cache-lookup'; readonly result: 'hit' | 'miss'; readonly instruction: string }
  | { readonly kind: 'cached-layer' }
  | { readonly kind: 'stage-closing' }
  | { readonly kind: 'pushing'; readonly reference: string }
  | { readonly kind: 'pushed'; readonly repository: string; readonly digest: string }
  /** Told by a goroutine at any time, even while a RUN prints. */
  | { readonly kind: 'background' }
  | { readonly kind: 'other' };

type Reader = (match: RegExpExecArray) => KanikoMessage;

const group = (match: RegExpExecArray, index: number): string => match[index] ?? '';
const only =
  (
    kind:
      | 'reading-context'
      | 'unpacking'
      | 'running'
      | 'snapshot'
      | 'cached-layer'
      | 'stage-closing'
      | 'background'
      | 'other',
  ): Reader =>
  () => ({ kind });

/** The messages of kaniko 1.24 (google) and 1.28 (osscontainertools), from their sources and from recorded logs. */
const grammar: readonly (readonly [RegExp, Reader])[] = [
  [/^To simulate EOF and exit, press 'Ctrl\+D'$/, only('reading-context')],
  [
    /^Building stage '(.*)' \[idx: '(\d+)', base-idx: '-?\d+'\]$/,
    (m) => ({ kind: 'stage', base: group(m, 1), index: Number(group(m, 2)) }),
  ],
  [/^Unpacking rootfs as cmd .* requires it\.$/s, only('unpacking')],
  [/^Skipping unpacking as no commands require it\.$/, only('unpacking')],
  [
    /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?: |$)/,
    (m) => ({ kind: 'instruction', text: m.input }),
  ],
  [/^Running: \[/, only('running')],
  [/^Taking snapshot of (?:full filesystem|files)\.\.\.$/, only('snapshot')],
  [
    /^No files (?:changed in this command, skipping snapshotting|were changed, appending empty layer to config\. No layer added to image)\.$/,
    only('snapshot'),
  ],
  [
    /^No cached layer found for cmd (.*)$/s,
    (m) => ({ kind: 'cache-lookup', result: 'miss', instruction: group(m, 1) }),
  ],
  [
    /^(?:Using caching version of cmd|Cache hit via inferred cross-stage key for cmd): (.*)$/s,
    (m) => ({ kind: 'cache-lookup', result: 'hit', instruction: group(m, 1) }),
  ],
  [/^Found cached layer, extracting to filesystem$/, only('cached-layer')],
  [
    /^(?:Saving file .* for later use|Storing source image from stage .* at path .*|Deleting filesystem\.\.\.)$/,
    only('stage-closing'),
  ],
  [/^Skipping push to container registry due to --no-push flag$/, only('stage-closing')],
  [/^Pushing image to (\S+)$/, (m) => ({ kind: 'pushing', reference: group(m, 1) })],
  [
    /^Pushed (\S+)@(sha256:[0-9a-f]{64})$/,
    (m) => ({ kind: 'pushed', repository: group(m, 1), digest: group(m, 2) }),
  ],
  [/^Pushing layer \S+:[0-9a-f]{64} to cache now$/, only('background')],
  [/^Pushing cache pointer \S+ -> \S+$/, only('background')],
  [/^credential providers by priority: \[.*\]$/, only('background')],
  [/^Error uploading layer to cache: /, only('background')],
  [/^Retrying operation after \S+ due to /, only('background')],
  [/^Timed out snapshotting FS in /, only('background')],
  [/^Initializing snapshotter \.\.\.$/, only('other')],
  [/^(?:Cmd: |Args: \[)/, only('other')],
  [
    /^(?:Retrieving image (?:manifest )?\S+|Returning cached image manifest$|Checking for cached layer \S+\.\.\.$)/,
    only('other'),
  ],
  [
    /^(?:Changed working directory to |Creating directory |Adding volume |Adding exposed port: |Applying label |Replacing StopSignal )/,
    only('other'),
  ],
  [
    /^(?:Util\.Lookup returned: |Performing slow lookup of group ids for |Resolving srcs |Using files from context: |Adding remote URL |Unpacking local tar archive )/,
    only('other'),
  ],
  [
    /^(?:Executing \d+ build triggers|Built cross stage deps: |Context restored$|Creating snapshot of build context$|No base image, nothing to extract$)/,
    only('other'),
  ],
  [
    /^(?:Base image from previous stage \d+ found|Eliminating stage '|Squashing stages: |No files to copy$|Ignoring socket |Destination cannot be a symlink |Skipping copy targeting kaniko directory: )/,
    only('other'),
  ],
];

/** What `message` means; undefined when kaniko has no message of that shape. */
export function readMessage(message: string): KanikoMessage | undefined {
  for (const [pattern, read] of grammar) {
    const match = pattern.exec(message);
    if (match !== null) return read(match);
  }
  return undefined;
}

/** How the line begins that kaniko prints unstructured, whatever the log format, before it exits with an error. */
export const finalError =
  /error (?:building image|pushing image|checking push permissions|resolving [^:]{1,60}|changing to root dir)(?: --[^:]*)?: /;
