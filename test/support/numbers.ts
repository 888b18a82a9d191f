// The numbers that the code of the library is made of, as literals and as what they come to: 4 * 60 is 4, 60 and 240.

import * as ts from 'typescript';
import { filesBelow, textOf } from './files';

/** Seconds that stand in the code below a folder: as they are, and as minutes or hours where a name says so. */
export function secondsIn(folder: string): Set<number> {
  return new Set(filesBelow(folder, '.ts').flatMap(file => secondsOf(textOf(file))));
}

/** The same of one text. */
export function secondsOf(text: string): number[] {
  const found: number[] = [];
  const constants = new Map<string, number>();
  const look = (node: ts.Node, name: string) => {
    const value = valueOf(node, constants);
    if (value !== undefined) found.push(value, ...(/minute/i.test(name) ? [value * 60] : []), ...(/hour/i.test(name) ? [value * 3600] : []));
    const inner = nameOf(node) ?? name;
    ts.forEachChild(node, child => look(child, inner));
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      const known = valueOf(node.initializer, constants);
      if (known !== undefined) constants.set(node.name.text, known);
    }
  };
  look(ts.createSourceFile('code.ts', text, ts.ScriptTarget.Latest, true), '');
  return found;
}

// What a number is called: by its constant, its property, or the other side of a comparison.
function nameOf(node: ts.Node): string | undefined {
  const isNamed = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isParameter(node) || ts.isBindingElement(node);
  if (isNamed) return node.name.getText();
  if (ts.isBinaryExpression(node) || ts.isCallExpression(node)) return node.getText();
  return undefined;
}

function valueOf(node: ts.Node, constants: Map<string, number>): number | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isParenthesizedExpression(node)) return valueOf(node.expression, constants);
  if (ts.isIdentifier(node)) return constants.get(node.text);
  if (!ts.isBinaryExpression(node)) return undefined;
  const [left, right] = [valueOf(node.left, constants), valueOf(node.right, constants)];
  if (left === undefined || right === undefined) return undefined;
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.PlusToken: return left + right;
    case ts.SyntaxKind.MinusToken: return left - right;
    case ts.SyntaxKind.AsteriskToken: return left * right;
    case ts.SyntaxKind.SlashToken: return left / right;
    default: return undefined;
  }
}
