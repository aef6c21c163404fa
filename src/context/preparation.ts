import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { locateDockerfile, type EditedTexts } from './dockerfile-location.ts';
import { parseIgnore } from './ignore.ts';
import { dockerfileUnreadable, outsideDockerfile, ownFiles, type OwnFile } from './own-files.ts';
import { readsOf, type BaseTriggers } from './reads/dockerfile-reads.ts';
import { followLinks } from './reads/links.ts';
import { readerOf, rootScope } from './reads/read-scope.ts';
import type { Read } from './reads/read.ts';
import { Slices } from './slices.ts';
import { textOf } from './utf8.ts';
import type { WalkQuery } from './walk.ts';

export interface ContextQuery {
  /** Path of the folder that COPY and ADD read. */
  readonly folder: string;
  /** Path of the Dockerfile; it may lie outside the folder. */
  readonly dockerfile: string;
  /** The Dockerfile's text, where it is known already. */
  readonly text?: string;
  /** What an editor has of the Dockerfile and of ignore files. */
  readonly edited?: EditedTexts;
  /** Name or number of the stage that is built; the last one when absent. */
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Where it is known, the ONBUILD instructions of base images. */
  readonly triggers?: BaseTriggers;
  /** Everything that is not ignored goes, read or not. */
  readonly all?: boolean;
  readonly signal?: AbortSignal;
}

/** What is known before the folder is walked. */
export interface Preparation {
  readonly walk: WalkQuery;
  readonly own: readonly OwnFile[];
  /** Path of the Dockerfile inside the context. */
  readonly dockerfile: string;
  /** As messages name it. */
  readonly ignoreFile?: string;
  readonly reads: readonly Read[];
  /** Why everything goes, localised. */
  readonly everything?: string;
}

/** Reads the Dockerfile and its ignore file, and follows the links of its sources. Throws ContextError, or the signal's reason. */
export async function prepare(query: ContextQuery): Promise<Preparation> {
  const { target, buildArgs = {}, triggers = {}, edited = {} } = query;
  const root = resolve(query.folder);
  const dockerfile = resolve(query.dockerfile);
  const location = await locateDockerfile(root, dockerfile, edited);
  const { ignore } = location;
  const rules = parseIgnore(ignore === undefined ? '' : textOf(ignore.content), ignore?.file ?? '');
  const text = query.text ?? edited[dockerfile] ?? (await readDockerfile(location.source));
  const { reads, everything: unknown } = readsOf(text, {
    buildArgs,
    triggers,
    ...(target === undefined ? {} : { target }),
  });
  const readers = await followLinks(root, reads, new Slices(query.signal));
  const everything = whyEverything(query, unknown?.reason, readers === undefined);
  const scope = rootScope(readers ?? reads.map((read) => readerOf(read)));
  return {
    walk: { root, rules, reads: scope, everything },
    own: ownFiles(location, ignore?.content ?? Buffer.alloc(0)),
    dockerfile: location.inside ?? outsideDockerfile,
    ...(ignore === undefined ? {} : { ignoreFile: ignore.file }),
    reads,
    ...(everything === undefined ? {} : { everything }),
  };
}

function whyEverything(
  { all }: ContextQuery,
  unknown: string | undefined,
  tooManyLinks: boolean,
): string | undefined {
  if (all === true) return l10n.t('asked for');
  return unknown ?? (tooManyLinks ? l10n.t('the sources lead through too many links') : undefined);
}

async function readDockerfile(source: string): Promise<string> {
  try {
    return await readFile(source, 'utf8');
  } catch (error) {
    throw dockerfileUnreadable(source, error);
  }
}
