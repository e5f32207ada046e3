import { type ChildProcess, fork } from 'node:child_process';

/** Exit code of a data process that ended itself because it used too much memory. */
export const OUT_OF_MEMORY_EXIT = 70;

/** How the data process is started. */
export interface ChildOptions {
  /** The program that it runs. */
  readonly entry: string;
  readonly memoryLimitMb: number;
  readonly execPath: string | undefined;
  readonly log: (line: string) => void;
}

/** Starts the data process with a memory limit and nothing that it inherited from a debugger or an editor. */
export function forkChild({ entry, memoryLimitMb, execPath, log }: ChildOptions): ChildProcess {
  const child = fork(entry, [], {
    // Arrays of bytes travel as they are, not as JSON.
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memoryLimitMb}`],
    env: childEnvironment(memoryLimitMb),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...(execPath === undefined ? {} : { execPath }),
  });
  logLines(child.stdout, log);
  logLines(child.stderr, log);
  return child;
}

function childEnvironment(memoryLimitMb: number): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env };
  // An editor puts its debugger and its module loader into every Node process by these.
  for (const name of [
    'NODE_OPTIONS',
    'VSCODE_INSPECTOR_OPTIONS',
    'NODE_V8_COVERAGE',
    'NODE_INSPECT_RESUME_ON_START',
  ]) {
    delete environment[name];
  }
  return {
    ...environment,
    // Inside of VS Code `process.execPath` may be Electron, which is Node when asked to be.
    ELECTRON_RUN_AS_NODE: '1',
    // Buffers lie outside of the heap that --max-old-space-size limits.
    WAYBILL_DATA_RSS_LIMIT: String(memoryLimitMb * 2 * 1024 * 1024),
  };
}

const LONGEST_LINE = 2000;

function logLines(stream: NodeJS.ReadableStream | null, log: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) {
      log(line.slice(0, LONGEST_LINE));
    }
  });
  stream?.on('end', () => {
    if (rest !== '') {
      log(rest);
    }
  });
}
