import { mapViewOf } from '#core/metadata/stac/map/view-of.ts';
import type { MapContent } from '#server/protocol/map.ts';
import type { Checked } from '#server/workspace/checks.ts';

/** What the map of a document shows; where its text is broken, where that is. */
export function provideMapContent({ document, problems, surroundings }: Checked): MapContent {
  const { metadata, text, version } = document;
  const view = mapViewOf(metadata, problems, surroundings);
  const fault = metadata.syntax.find(({ severity }) => severity === 'error');
  return {
    version,
    ...(view && { view }),
    ...(fault && { broken: `Line ${text.positionAt(fault.offset).line + 1}: ${fault.message}` }),
  };
}
