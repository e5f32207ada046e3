import './main.css';
import { decodeToForm } from '../protocol/decode-form.ts';
import { acquireEditor } from '../ui/vscode-api.ts';
import { FormProgram } from './form-program.ts';
import { textsFor } from './texts.ts';
import { VOCABULARY } from './vocabulary.ts';

const root = document.querySelector('main') ?? document.body;
const texts = textsFor(document.documentElement.lang);
const program = new FormProgram(root, acquireEditor(), texts, VOCABULARY);

addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = decodeToForm(event.data);
  if (message) {
    program.receive(message);
  }
});
program.start();
