import type * as vscode from 'vscode';
import type { ValidateDataParams } from '#server/protocol/commands.ts';
import { DataFindings } from './data-findings.ts';
import { ValidationStatus } from './validation-status.ts';

/** A check of data that runs. */
export interface ValidationRun {
  readonly signal: AbortSignal;
  end(): void;
}

/** The checks of data that run: one that is begun again takes the place of the one before. */
export class ValidationRuns {
  private readonly running = new Map<ValidateDataParams, AbortController>();

  get isIdle(): boolean {
    return this.running.size <= 1;
  }

  begin(params: ValidateDataParams): ValidationRun {
    const { uri, resource } = params;
    for (const [other, controller] of this.running) {
      const isSame = resource === undefined || other.resource === undefined || resource === other.resource;
      if (other.uri === uri && isSame) {
        controller.abort();
      }
    }
    const controller = new AbortController();
    this.running.set(params, controller);
    return { signal: controller.signal, end: () => this.running.delete(params) };
  }

  stop(): void {
    for (const controller of this.running.values()) {
      controller.abort();
    }
  }
}

/** All that belongs to checking data: what runs, how far it is, what was found. */
export interface Validation extends vscode.Disposable {
  readonly runs: ValidationRuns;
  readonly status: ValidationStatus;
  readonly findings: DataFindings;
}

export function createValidation(): Validation {
  const runs = new ValidationRuns();
  const status = new ValidationStatus();
  const findings = new DataFindings();
  return {
    runs,
    status,
    findings,
    dispose: () => {
      runs.stop();
      status.dispose();
      findings.dispose();
    },
  };
}
