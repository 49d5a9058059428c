import createCache from "@emotion/cache";
import { CacheProvider } from "@emotion/react";
import { CssBaseline } from "@mui/material";
import { QueryClient } from "@tanstack/react-query";
import {
  CoreAdminUI,
  localStorageStore,
  type DashboardComponent,
} from "ra-core";
import { AdminContext, Notification } from "react-admin";
import { useMemo, type ComponentType, type ReactElement } from "react";
import type { Language, Messages } from "@keii/shared";
import { Broken } from "./Broken.js";
import { createAuthProvider } from "./auth-provider.js";
import { createDataProvider } from "./data-provider.js";
import { FollowPreferences } from "./FollowPreferences.js";
import { createI18nProvider } from "./i18n.js";
import { KeysProvider } from "./keys.js";
import { Layout } from "./Layout.js";
import { LiveProvider, LiveUpdates } from "./live.js";
import { NotHere, NotOpen } from "./NotOpen.js";
import { PaletteProvider } from "./palette.js";
import { queryOptions } from "./query-options.js";
import { SignInPage } from "./SignInPage.js";
import { createStore } from "./store.js";
import { darkTheme, lightTheme } from "./theme.js";

interface RootProps {
  messages: readonly Messages[];
  home: ComponentType;
  children: ReactElement | ReactElement[];
}

const nonce =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ||
  undefined;
const styles = createCache({ key: "keii", nonce });

/** Everything around the screens. */
export function Root({ messages, home, children }: RootProps) {
  const parts = useMemo(
    () => ({
      store: createStore(),
      dataProvider: createDataProvider(),
      authProvider: createAuthProvider(),
      i18nProvider: createI18nProvider(messages, firstLanguage()),
      queryClient: new QueryClient(queryOptions),
    }),
    [messages],
  );
  return (
    <CacheProvider value={styles}>
      <AdminContext {...parts} theme={lightTheme} darkTheme={darkTheme}>
        <CssBaseline enableColorScheme />
        <KeysProvider>
          <LiveProvider>
            <PaletteProvider>
              <LiveUpdates />
              <FollowPreferences />
              <CoreAdminUI
                disableTelemetry
                requireAuth
                title="Keii"
                layout={Layout}
                loginPage={SignInPage}
                dashboard={home as DashboardComponent}
                catchAll={NotHere}
                accessDenied={NotOpen}
                authenticationError={NotOpen}
                error={Broken}
                loading={Nothing}
              >
                {children}
              </CoreAdminUI>
              <Notification />
            </PaletteProvider>
          </LiveProvider>
        </KeysProvider>
      </AdminContext>
    </CacheProvider>
  );
}

/** Before sign-in: as chosen here last time, else Japanese. */
function firstLanguage(): Language {
  const kept: unknown = localStorageStore("1", "Keii").getItem("locale");
  return kept === "en" ? "en" : "ja";
}

function Nothing() {
  return null;
}
