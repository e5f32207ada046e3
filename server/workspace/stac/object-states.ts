import { isFailure } from '#core/base/failure.ts';
import { checkInSteps } from '#core/metadata/check.ts';
import type { Configuration } from '#core/metadata/config/configuration.ts';
import type { Problem } from '#core/metadata/problem.ts';
import type { StacSummary } from '#core/metadata/stac/graph/summary.ts';
import type { MapStatus } from '#core/metadata/stac/map/map-view.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import type { Checks } from '../checks.ts';
import type { OpenDocuments } from '../open-documents.ts';
import { Pace } from '../pace.ts';
import type { SeverityCounts } from './severity-counts.ts';
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
  private readonly known = new WeakMap<StacSummary, SeverityCounts>();

  constructor(sources: StateSources) {
    this.sources = sources;
  }

  /** The states of files in their order. Files that are no STAC objects of the workspace are `unknown`. */
  async of(files: readonly string[]): Promise<MapStatus[]> {
    const pace = new Pace();
    const states: MapStatus[] = [];
    for (const file of files) {
      states.push(statusOf(await this.countsOf(file, pace)));
      await pace.pause();
    }
    return states;
  }

  /** What is known of a file that nobody has opened, without a look at it; undefined for one that was not checked. */
  knownOf(file: string): SeverityCounts | undefined {
    const summary = this.sources.index.graph.get(file);
    return summary && this.known.get(summary);
  }

  /** What is found in a file now; undefined for what is no STAC object of the workspace, or changes just now. */
  async countsOf(file: string, pace: Pace): Promise<SeverityCounts | undefined> {
    const { index, documents, checks } = this.sources;
    if (!index.graph.has(file)) {
      return undefined;
    }
    const open = documents.get(index.uriOf(file));
    if (open) {
      try {
        return countsIn((await checks.of(open)).problems);
      } catch (error) {
        if (isFailure(error, 'task/cancelled')) {
          return undefined; // somebody types in it: its findings come by themselves
        }
        throw error;
      }
    }
    return this.knownOf(file) ?? this.check(file, pace);
  }

  private async check(file: string, pace: Pace): Promise<SeverityCounts | undefined> {
    const { index, configurationOf } = this.sources;
    const document = await index.read(file);
    const summary = index.graph.get(file);
    if (!document || !summary) {
      return undefined;
    }
    const configuration = await configurationOf(index.uriOf(file));
    const { graph, isComplete } = index;
    const stac = { file, graph, isComplete, linesOf: (other: string) => index.positionsOf(other) };
    const steps = checkInSteps(document, { ...nowhere, stac, ...(configuration && { configuration }) });
    for (;;) {
      const step = steps.next();
      if (step.done) {
        const counts = countsIn(step.value);
        this.known.set(summary, counts);
        return counts;
      }
      await pace.pause();
    }
  }
}

function countsIn(problems: readonly Pick<Problem, 'severity'>[]): SeverityCounts {
  const count = (level: Problem['severity']) =>
    problems.reduce((sum, { severity }) => sum + (severity === level ? 1 : 0), 0);
  return { errors: count('error'), warnings: count('warning') };
}

/** The worst of what was found, as a map shows it. */
function statusOf(counts: SeverityCounts | undefined): MapStatus {
  if (!counts) {
    return 'unknown';
  }
  return counts.errors > 0 ? 'error' : counts.warnings > 0 ? 'warning' : 'fine';
}
