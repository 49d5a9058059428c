import { SetMetadata } from "@nestjs/common";
import type { Permission } from "@keii/shared";

export const permissionOfHandler = "keii:permission";
export const publicHandler = "keii:public";

/** States the one permission a handler needs; a handler that states none is refused. */
export const Can = (permission: Permission): MethodDecorator =>
  SetMetadata(permissionOfHandler, permission);

/** For sign-in, health, settings and the portal: no session needed. */
export const Public = (): MethodDecorator => SetMetadata(publicHandler, true);
