import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  AuthContext,
  BasenameContextProvider,
  DataProviderContext,
  ResourceContextProvider,
  ResourceDefinitionContextProvider,
  StoreContextProvider,
  useGetOne,
  useStoreContext,
} from "ra-core";
import { useEffect, useMemo, type ReactNode } from "react";
import { useParams } from "react-router";
import type { IncidentFrame } from "@keii/shared";
import { createAuthProvider } from "../app/auth-provider.js";
import { createDataProvider, incidentPath } from "../app/data-provider.js";
import { FailurePage } from "../app/Failure.js";
import { IncidentProvider } from "../app/Incident.js";
import { LiveUpdates } from "../app/live.js";
import { queryOptions } from "../app/query-options.js";
import { prefixedStore } from "../app/store.js";
import { Header } from "./Header.js";
import { Screens } from "./Screens.js";
import { definitions } from "./tabs.js";

/** One place per incident: its header always in sight, its own data, keys and permissions below. */
export function Workspace() {
  const { id = "" } = useParams();
  return <WorkspaceOf key={id} id={id} />;
}

function WorkspaceOf({ id }: { id: string }) {
  const store = useStoreContext();
  const queryClient = useMemo(() => new QueryClient(queryOptions), []);
  const dataProvider = useMemo(
    () => createDataProvider(incidentPath(id)),
    [id],
  );
  const ownStore = useMemo(
    () => prefixedStore(store, `incident.${id}`),
    [store, id],
  );
  return (
    <QueryClientProvider client={queryClient}>
      <DataProviderContext.Provider value={dataProvider}>
        <StoreContextProvider value={ownStore}>
          <BasenameContextProvider basename={`/incidents/${id}`}>
            <ResourceDefinitionContextProvider definitions={definitions}>
              <LiveUpdates incidentId={id} />
              <Frame id={id} queryClient={queryClient} />
            </ResourceDefinitionContextProvider>
          </BasenameContextProvider>
        </StoreContextProvider>
      </DataProviderContext.Provider>
    </QueryClientProvider>
  );
}

function Frame({ id, queryClient }: { id: string; queryClient: QueryClient }) {
  const { data: frame, error } = useGetOne<IncidentFrame>(
    "incidents",
    { id },
    { retry: false },
  );
  if (error) return <FailurePage error={error} />;
  if (!frame) return null;
  return (
    <IncidentProvider value={frame}>
      <Permitted frame={frame} queryClient={queryClient}>
        <ResourceContextProvider value="incidents">
          <Header />
        </ResourceContextProvider>
        <Screens />
      </Permitted>
    </IncidentProvider>
  );
}

/** What may be done here is asked anew when a role changes. */
function Permitted({
  frame,
  queryClient,
  children,
}: {
  frame: IncidentFrame;
  queryClient: QueryClient;
  children: ReactNode;
}) {
  const held = [...frame.permissions].sort().join(",");
  const authProvider = useMemo(
    () => createAuthProvider(() => held.split(",") as typeof frame.permissions),
    [held],
  );
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: ["auth"] });
  }, [authProvider, queryClient]);
  return (
    <AuthContext.Provider value={authProvider}>{children}</AuthContext.Provider>
  );
}
