import type { Span } from '../span.ts';
import type { DockerfileTree } from '../tree.ts';
import {
  checkOptionsAbove,
  checkOptionsOf,
  isCheck,
  isOnlyForFiles,
  skips,
  type CheckOptions,
  type RuleList,
} from './check-directive.ts';
import { commentsAbove } from './comments-above.ts';
import type { Silence } from './pragmas.ts';

/**
 * What `# check=skip=…` silences: in the first lines of a file everywhere, above an instruction there. Of several above
 * one instruction the first counts.
 */
export function silencedByChecks(tree: DockerfileTree): Silence {
  const everywhere = checkOptionsOf(tree).skip;
  const places = tree.comments.some((comment) => isCheck(tree, comment)) ? placesOf(tree) : [];
  return (codes, offset) => {
    const skip = places.length === 0 ? undefined : skipAt(places, offset);
    return codes.some(
      (code) => skips(everywhere, code) || (skip !== undefined && !isOnlyForFiles(code) && skips(skip, code)),
    );
  };
}

type Place = Span & Pick<CheckOptions, 'skip'>;

/** The instructions that a comment above tells something, in order. */
function placesOf(tree: DockerfileTree): Place[] {
  const places: Place[] = [];
  for (const [{ start, end }, comments] of commentsAbove(tree)) {
    const { skip } = checkOptionsAbove(tree, comments);
    if (skip.length > 0) {
      places.push({ start, end, skip });
    }
  }
  return places;
}

function skipAt(places: readonly Place[], offset: number): RuleList | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const place = places[low - 1];
  return place !== undefined && offset <= place.end ? place.skip : undefined;
}
