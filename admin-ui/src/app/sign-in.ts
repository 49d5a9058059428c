import type {
  LinkLookup,
  LinkPurpose,
  LinkUse,
  Login,
  LoginAnswer,
  Preferences,
  SignedInUser,
} from "@keii/shared";
import { call } from "./http.js";
import { currentUser, endSession, rememberUser } from "./session.js";

let asked: Promise<SignedInUser> | undefined;

/** The signed-in user; the API is asked once. */
export function loadUser(): Promise<SignedInUser> {
  const known = currentUser();
  if (known) return Promise.resolve(known);
  asked ??= call<SignedInUser>("/auth/me")
    .then(({ data }) => {
      rememberUser(data);
      return data;
    })
    .finally(() => {
      asked = undefined;
    });
  return asked;
}

export async function signIn(credentials: Login): Promise<SignedInUser> {
  const { data } = await call<LoginAnswer>("/auth/login", {
    method: "POST",
    body: credentials,
    isSignIn: true,
  });
  rememberUser(data.user);
  return data.user;
}

export async function signOut(): Promise<void> {
  if (currentUser())
    await call("/auth/logout", { method: "POST", isSignIn: true });
  endSession();
}

/** What a one-time link is for. */
export async function lookUpLink(lookup: LinkLookup): Promise<LinkPurpose> {
  const { data } = await call<LinkPurpose>("/auth/links/lookup", {
    method: "POST",
    body: lookup,
    isSignIn: true,
  });
  return data;
}

/** Sets a password through a one-time link, and signs in. */
export async function spendLink(link: LinkUse): Promise<SignedInUser> {
  const { data } = await call<LoginAnswer>("/auth/links/use", {
    method: "POST",
    body: link,
    isSignIn: true,
  });
  rememberUser(data.user);
  return data.user;
}

export async function savePreferences(
  preferences: Preferences,
): Promise<SignedInUser> {
  const { data } = await call<SignedInUser>("/auth/preferences", {
    method: "PUT",
    body: preferences,
  });
  rememberUser(data);
  return data;
}
