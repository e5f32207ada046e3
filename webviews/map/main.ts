import land from 'world-atlas/land-50m.json' with { type: 'json' };
import './main.css';
import { decodeToMap } from '../protocol/decode-map.ts';
import { acquireEditor } from '../ui/vscode-api.ts';
import { landOf } from './land.ts';
import { MapProgram } from './map-program.ts';
import { textsFor } from './texts.ts';

const root = document.querySelector('main') ?? document.body;
const texts = textsFor(document.documentElement.lang);
const program = new MapProgram(root, acquireEditor(), texts, landOf(land));

addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = decodeToMap(event.data);
  if (message) {
    program.receive(message);
  }
});
program.start();
