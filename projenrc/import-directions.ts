// Which folder of src/ may import which: plan, sites and keys serve the layers, layers serve multi-region-dr, which lists the
// rules of all folders.

const BASE = ['plan', 'sites', 'keys'];
const LAYERS = ['network', 'database', 'tables'];
const TOP = ['multi-region-dr', 'report'];

/** Zones of the lint rule `import/no-restricted-paths`: files in `target` import nothing of `from`, save `except`. */
export const importDirections = [
  ...zonesOf('plan', []),
  ...zonesOf('sites', ['plan']),
  ...zonesOf('keys', ['plan', 'sites']),
  ...zonesOf('tagged-stack', ['plan', 'sites']),
  ...LAYERS.flatMap(layer => zonesOf(layer, BASE)),
  ...TOP.flatMap(folder => zonesOf(folder, [...BASE, ...LAYERS, 'tagged-stack'])),
];

function zonesOf(folder: string, allowed: string[]) {
  return [{
    target: `./src/${folder}`,
    from: './src',
    except: [`./${folder}`, ...allowed.map(name => `./${name}`)],
    message: `src/${folder} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other folder of src'}.`,
  }];
}
