import { isFailure } from '#core/base/failure.ts';
import { checkInSteps } from '#core/metadata/check.ts';
import type { Configuration } from '#core/metadata/config/configuration.ts';
import type { StacSummary } from '#core/metadata/stac/graph/summary.ts';
import type { MapStatus } from '#core/metadata/stac/map/map-view.ts';
import { statusOf } from '#core/metadata/stac/map/status.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import type { Checks } from '../checks.ts';
import type { OpenDocuments } from '../open-documents.ts';
import { Pace } from '../pace.ts';
import type { StacIndex } from './stac-index.ts';

export interface StateSources {
  readonly index: Pick<StacIndex, 'graph' | 'isComplete' | 'read' | 'uriOf' | 'positionsOf'>;
  readonly documents: Pick<OpenDocuments, 'get'>;
  readonly checks: Pick<Checks, 'of'>;
  /** How people want a file to be checked; undefined where nobody may look. */
  readonly configurationOf: (uri: string) => Promise<Configuration | undefined>;
}

/**
 * How the STAC objects of the workspace are, whether somebody has opened them or not. A file is checked when somebody
 * asks, and again only when it tells something else; of other files, only its links are looked at.
 */
export class ObjectStates {
  private readonly sources: StateSources;
  private readonly known = new WeakMap<StacSummary, MapStatus>();

  constructor(sources: StateSources) {
    this.sources = sources;
  }

  /** The states of files in their order. Files that are no STAC objects of the workspace are `unknown`. */
  async of(files: readonly string[]): Promise<MapStatus[]> {
    const pace = new Pace();
    const states: MapStatus[] = [];
    for (const file of files) {
      states.push(this.sources.index.graph.has(file) ? await this.stateOf(file, pace) : 'unknown');
      await pace.pause();
    }
    return states;
  }

  private async stateOf(file: string, pace: Pace): Promise<MapStatus> {
    const { index, documents, checks } = this.sources;
    const open = documents.get(index.uriOf(file));
    if (open) {
      try {
        return statusOf((await checks.of(open)).problems);
      } catch (error) {
        if (isFailure(error, 'task/cancelled')) {
          return 'unknown'; // somebody types in it: its findings come by themselves
        }
        throw error;
      }
    }
    const summary = index.graph.get(file);
    return (summary && this.known.get(summary)) ?? this.check(file, pace);
  }

  private async check(file: string, pace: Pace): Promise<MapStatus> {
    const { index, configurationOf } = this.sources;
    const document = await index.read(file);
    const summary = index.graph.get(file);
    if (!document || !summary) {
      return 'unknown';
    }
    const configuration = await configurationOf(index.uriOf(file));
    const { graph, isComplete } = index;
    const stac = { file, graph, isComplete, linesOf: (other: string) => index.positionsOf(other) };
    const steps = checkInSteps(document, { ...nowhere, stac, ...(configuration && { configuration }) });
    for (;;) {
      const step = steps.next();
      if (step.done) {
        const state = statusOf(step.value);
        this.known.set(summary, state);
        return state;
      }
      await pace.pause();
    }
  }
}
