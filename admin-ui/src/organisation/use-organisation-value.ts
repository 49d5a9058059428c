import { useTranslate } from "ra-core";

/** Values whose words are not found under the name of their field. */
export function useOrganisationValue(): (
  field: string,
  value: unknown,
) => string | undefined {
  const translate = useTranslate();
  return (field, value) => {
    if (field === "entityTypes" && Array.isArray(value) && value.length > 0)
      return value
        .map((type) => translate(`organisation.entity.${String(type)}`))
        .join("\n");
    if (field === "portalColour" && typeof value === "string")
      return translate(`organisation.colour.${value}`);
    return undefined;
  };
}
