import type { Location, Range } from 'vscode-languageserver/node';
import type { NamePlace } from '#core/metadata/navigation/names.ts';
import type { Positions } from '#server/workspace/line-starts.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';

/** The range of a name without its quotes. */
export function rangeOfName(positions: Positions, { offset, length, quoted }: NamePlace): Range {
  const quote = quoted ? 1 : 0;
  return {
    start: positions.positionAt(offset + quote),
    end: positions.positionAt(offset + length - quote),
  };
}

/** Where a name is; undefined for a file that is not known (any more). */
export function locationOfName(
  index: PackageIndex,
  place: NamePlace & { file: string },
): Location | undefined {
  const positions = index.names.positionsOf(place.file);
  return positions && { uri: index.uriOf(place.file), range: rangeOfName(positions, place) };
}
