import config from '#schemas/waybill/config.json' with { type: 'json' };
import { RULES } from '../rule-catalogue.ts';
import { CONFIGURABLE } from './level.ts';

/** What a level and a rule's name are, in the words of the catalogue; it grows with each rule. */
const about = (code: string): string => {
  const rule = RULES[code];
  return rule === undefined ? '' : `${rule.title}. When nobody says otherwise: ${rule.severity}.`;
};

/** The schema of `waybill.config.yaml`, with every rule that may be named in it. */
export const CONFIG_SCHEMA = {
  ...config,
  properties: {
    ...config.properties,
    rules: {
      ...config.properties.rules,
      properties: Object.fromEntries(
        CONFIGURABLE.map((code) => [
          code,
          { description: about(code), allOf: [{ $ref: '#/definitions/level' }] },
        ]),
      ),
    },
  },
  definitions: {
    ...config.definitions,
    ignored: {
      ...config.definitions.ignored,
      properties: {
        ...config.definitions.ignored.properties,
        rule: {
          ...config.definitions.ignored.properties.rule,
          'waybill:values': Object.fromEntries(CONFIGURABLE.map((code) => [code, about(code)])),
        },
      },
    },
  },
};
