import { ESLintUtils } from "@typescript-eslint/utils";
import ts from "typescript";

const callees = new Set(["query", "unsafe", "queryStream", "raw"]);

/** Text pieces that are put into a statement: what stands in `${}` or beside a `+`. */
function pieces(node) {
  if (node.type === "TemplateLiteral") return node.expressions;
  if (node.type === "BinaryExpression" && node.operator === "+")
    return [...operands(node.left), ...operands(node.right)];
  return [];
}

function operands(node) {
  return pieces(node).length > 0 || node.type === "TemplateLiteral"
    ? pieces(node)
    : [node];
}

/** A piece is safe when its type is one of known texts or a number, or says of itself (a brand) that it is SQL. */
function isKnownText(type) {
  if (type.isUnionOrIntersection()) {
    return type.isUnion() ? type.types.every(isKnownText) : true;
  }
  return (
    (type.flags & (ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLike)) !== 0
  );
}

/** Refuses statements put together from texts that are not known before the program runs. */
export const noBuiltSql = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      built:
        "A value belongs into a parameter ($1); only constants and SQL by its type may be part of a statement.",
    },
  },
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    return {
      CallExpression(node) {
        const callee = node.callee;
        if (
          callee.type !== "MemberExpression" ||
          callee.property.type !== "Identifier" ||
          !callees.has(callee.property.name)
        )
          return;
        const [statement] = node.arguments;
        if (!statement) return;
        for (const piece of pieces(statement))
          if (!isKnownText(services.getTypeAtLocation(piece)))
            context.report({ node: piece, messageId: "built" });
      },
    };
  },
};
