/** The part of class-transformer that knows which contract a nested property holds; published without types. */
declare module "class-transformer/cjs/storage.js" {
  export const defaultMetadataStorage: {
    findTypeMetadata(
      target: new () => object,
      property: string,
    ): { typeFunction(): unknown } | undefined;
  };
}
