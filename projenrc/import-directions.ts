// Which folder of src/ may import which: plan, layout, sites, identity, keys and queues serve the layers, layers serve multi-region-dr, which lists
// the rules of all folders. A layer whose properties name something of another layer's may import that one: its value objects and its
// plan, never its constructs. A stack of the library's keeps its state where the state backend says.

const BASE = ['plan', 'layout', 'sites', 'identity', 'keys', 'queues'];
const LAYERS: Record<string, string[]> = {
  network: [], database: [], tables: [], functions: ['tables', 'parameters'], http: ['functions'], dns: [], events: [], parameters: [], backup: [], monitoring: [],
};

/** Zones of the lint rule `import/no-restricted-paths`: files in `target` import nothing of `from`, save `except`. */
export const importDirections = [
  ...zonesOf('plan', []),
  ...zonesOf('layout', ['plan', 'state-backend/location.ts']), // by type alone: the location of the states is a property
  ...zonesOf('sites', ['plan', 'layout']),
  ...zonesOf('identity', ['plan', 'sites']),
  ...zonesOf('keys', ['plan', 'sites', 'identity']),
  ...zonesOf('queues', ['plan', 'sites', 'identity']),
  ...zonesOf('state-backend', ['plan', 'layout', 'sites', 'identity', 'keys']),
  ...zonesOf('tagged-stack', ['plan', 'layout', 'sites', 'state-backend']),
  ...Object.entries(LAYERS).flatMap(([layer, named]) => zonesOf(layer, [...BASE, ...named])),
  ...zonesOf('multi-region-dr', [...BASE, ...Object.keys(LAYERS), 'tagged-stack', 'state-backend', 'report']),
  // The report is written from the plan of a service; the construct that asks for it is not looked at.
  ...zonesOf('report', [
    ...BASE, ...Object.keys(LAYERS),
    ...[
      'plan', 'layers', 'estimate', 'footprint', 'compared', 'objectives', 'catalogue', 'database-reach', 'estimate-props', 'http-functions',
    ].map(file => `multi-region-dr/${file}.ts`),
  ]),
];

function zonesOf(folder: string, allowed: string[]) {
  return [{
    target: `./src/${folder}`,
    from: './src',
    except: [`./${folder}`, ...allowed.map(name => `./${name}`)],
    message: `src/${folder} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other folder of src'}.`,
  }];
}
