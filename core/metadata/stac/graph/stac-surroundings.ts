import type { StacGraph } from './stac-graph.ts';

/** A graph that is only asked. */
export type StacLinks = Omit<StacGraph, 'put' | 'remove' | 'clear'>;

/** Turns an offset (UTF-16 code units) into a line and a character, both from 0. */
export interface TextLines {
  positionAt(offset: number): { readonly line: number; readonly character: number };
}

/**
 * The STAC objects around a document, and the document among them. Another object stands for it when something
 * changed that may matter to the document.
 */
export interface StacSurroundings {
  /** The absolute path of the document with `/`, as the graph has it. */
  readonly file: string;
  readonly graph: StacLinks;
  /** Everything below the folder of the workspace is in the graph: what is not there is nowhere. */
  readonly isComplete: boolean;
  /** The lines of a file of the graph, for places that its summary names. */
  linesOf(file: string): TextLines | undefined;
}
