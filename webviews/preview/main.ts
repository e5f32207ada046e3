import './main.css';
import { decodeToPreview } from '../protocol/decode-preview.ts';
import { acquireEditor } from '../ui/vscode-api.ts';
import { PreviewProgram } from './preview-program.ts';
import { textsFor } from './texts.ts';

const root = document.querySelector('main') ?? document.body;
const program = new PreviewProgram(root, acquireEditor(), textsFor(document.documentElement.lang));

addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = decodeToPreview(event.data);
  if (message) {
    program.receive(message);
  }
});
addEventListener('focus', () => {
  if (document.activeElement === document.body) {
    program.focus();
  }
});
program.start();
