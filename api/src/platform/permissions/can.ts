import { SetMetadata } from "@nestjs/common";
import type { Permission } from "@keii/shared";

export const permissionOfHandler = "keii:permission";
export const publicHandler = "keii:public";
export const feedHandler = "keii:feed";

/** States the one permission a handler needs; a handler that states none is refused. */
export const Can = (permission: Permission): MethodDecorator =>
  SetMetadata(permissionOfHandler, permission);

/** For sign-in, health, settings and the portal: no session needed. */
export const Public = (): MethodDecorator => SetMetadata(publicHandler, true);

/** For programs that ask again and again: a calendar password opens it as well as a session. */
export const Feed = (): MethodDecorator => SetMetadata(feedHandler, true);
