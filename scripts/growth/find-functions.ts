import { Glob } from "bun";
import ts from "typescript";

/** An exported function whose first parameter is a text or a list of texts. */
export type TextFunction = {
  /** `src/shared/parse-json.ts#parseJson` */
  id: string;
  path: string;
  name: string;
  parameters: readonly { name: string; type: string; isOptional: boolean }[];
};

const textTypes = ["string", "string | undefined", "string | null", "readonly string[]", "string[]"];

/** Finds the text functions of some folders by their signatures. */
export async function findTextFunctions(folders: readonly string[]): Promise<TextFunction[]> {
  const found: TextFunction[] = [];
  for (const folder of folders)
    for await (const path of new Glob(`${folder}/**/*.{ts,tsx}`).scan()) {
      if (/\.test\.tsx?$|\.d\.ts$/.test(path)) continue;
      found.push(...textFunctionsIn(path, await Bun.file(path).text()));
    }
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function textFunctionsIn(path: string, code: string): TextFunction[] {
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) =>
    exportedFunctions(statement).flatMap(([name, declaration]) => {
      const parameters = declaration.parameters.map((parameter) => ({
        name: parameter.name.getText(source),
        type: parameter.type?.getText(source) ?? "",
        isOptional: parameter.questionToken !== undefined || parameter.initializer !== undefined,
      }));
      const isText = textTypes.includes(parameters[0]?.type ?? "");
      return isText ? [{ id: `${path}#${name}`, path, name, parameters }] : [];
    }),
  );
}

type Named = [name: string, declaration: ts.SignatureDeclarationBase];

function exportedFunctions(statement: ts.Statement): Named[] {
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return [];
  if (ts.isFunctionDeclaration(statement)) return statement.name ? [[statement.name.text, statement]] : [];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }): Named[] =>
    ts.isIdentifier(name) && initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
      ? [[name.text, initializer]]
      : [],
  );
}
